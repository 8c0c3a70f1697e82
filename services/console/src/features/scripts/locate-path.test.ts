import { locateBreak, locatePath } from './locate-path.js';

const text = `{
  "start": "one",
  "blocks": {
    "one": { "kind": "say", "words": { "en": "a \\"quoted\\" }", "bg": "b" } },
    "two": {
      "cases": [1, { "next": "x" }, [2]]
    }
  }
}`;
const shown = (path: string[]) => {
  const place = locatePath(text, path);
  return place === null ? null : [place.line, text.slice(place.from, place.until)];
};

test.each<[string[], number, string]>([
  [['start'], 2, '"start": "one"'],
  [['blocks', 'one', 'kind'], 4, '"kind": "say"'],
  [['blocks', 'one', 'words', 'bg'], 4, '"bg": "b"'],
  [['blocks', 'two', 'cases', '1', 'next'], 6, '"next": "x"'],
  [['blocks', 'two', 'cases', '2'], 6, '[2]'],
  // What is not there is shown by what is around it.
  [['blocks', 'one', 'next'], 4, '"one": { "kind": "say", "words": { "en": "a \\"quoted\\" }", "bg": "b" } }'],
])('%p is found on line %i', (path, line, part) => {
  expect(shown(path)).toEqual([line, part]);
});

test('no path is found in what is no JSON, but where it breaks', () => {
  expect(locatePath('{ "a": ', ['a'])).toBeNull();
  expect(locateBreak('{\n "a": 1,,\n}')).toMatchObject({ line: 2 });
  expect(locateBreak('{}')).toBeNull();
});
