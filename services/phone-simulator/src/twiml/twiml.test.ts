import { checkMarkup } from './check-markup.js';
import { parseTwiml, textOf } from './parse-twiml.js';

const read = (xml: string) => {
  const parsed = parseTwiml(xml);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed;
};
const problems = (inner: string): string[] => {
  const parsed = read(`<Response>${inner}</Response>`);
  return checkMarkup(parsed.verbs, parsed.strayText);
};

test.each([
  ['nothing', '', 12100],
  ['a tag that is not closed', '<Response><Say>x</Response>', 12100],
  ['no markup at all', 'hello', 12100],
  ['another root', '<Answer/>', 12102],
  ['two roots', '<Response/><Response/>', 12102],
])('%s is refused', (_, xml, code) => expect(parseTwiml(xml)).toMatchObject({ ok: false, code }));

test('entities, numeric characters and Cyrillic are read', () => {
  const [say] = read(
    '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Say language="bg-BG">Ана &amp; &#1048;ван &lt;3 Добър</Say></Response>',
  ).verbs;
  expect(say && textOf(say)).toBe('Ана & Иван <3 Добър');
  expect(say?.attributes).toEqual({ language: 'bg-BG' });
});

test('attribute values keep their text, ampersands unescaped', () => {
  const [dial] = read('<Response><Dial action="http://a.example/x?a=1&amp;b=2" timeout="020"/></Response>').verbs;
  expect(dial?.attributes).toEqual({ action: 'http://a.example/x?a=1&b=2', timeout: '020' });
});

test('comments and white space mean nothing', () => {
  expect(problems('\n  <!-- a remark -->\n  <Hangup/>\n')).toEqual([]);
});

test.each([
  ['an unknown verb', '<Sing/>', '<Sing> is not allowed in <Response>'],
  ['a verb in small letters', '<say>x</say>', '<say> is not allowed in <Response>'],
  ['an unknown attribute', '<Dial timelimit="3">+359888000001</Dial>', 'attribute timelimit is not allowed on <Dial>'],
  ['a number out of bounds', '<Dial timeout="0">+359888000001</Dial>', 'timeout="0" is not allowed on <Dial>'],
  ['a word that is none of the allowed', '<Reject reason="rude"/>', 'reason="rude" is not allowed on <Reject>'],
  [
    'an unknown event',
    '<Dial><Sip statusCallbackEvent="ringing hello">sip:a@b</Sip></Dial>',
    'statusCallbackEvent="ringing hello" is not allowed on <Sip>',
  ],
  ['a noun in the wrong verb', '<Gather><Dial/></Gather>', '<Dial> is not allowed in <Gather>'],
  ['stray text', 'hello', 'text is not allowed in <Response>'],
  ['what the simulator does not act out', '<Pay/>', '<Pay> in <Response> is not simulated'],
])('%s is a warning', (_, inner, expected) => expect(problems(inner)).toEqual([expected]));

test('everything the call path uses is known', () => {
  expect(
    problems(
      '<Gather numDigits="1" timeout="5" action="/x" actionOnEmptyResult="true"><Say language="en-US">Press 1</Say></Gather>' +
        '<Dial action="/d" timeout="20" answerOnBridge="true" record="record-from-answer-dual" recordingStatusCallback="/r" recordingStatusCallbackEvent="in-progress completed absent" callerId="+35921234567" sequential="true">' +
        '<Client url="/w" statusCallback="/s" statusCallbackEvent="initiated ringing answered completed"><Identity>ivan_1</Identity><Parameter name="call" value="1"/></Client><Number>+359888000001</Number><Sip>sip:a@b.example</Sip></Dial>' +
        '<Record action="/v" maxLength="120" finishOnKey="#" playBeep="true"/><Play loop="2">/a.wav</Play><Pause length="1"/><Redirect method="POST">/n</Redirect><Reject reason="busy"/><Hangup/>',
    ),
  ).toEqual([]);
});
