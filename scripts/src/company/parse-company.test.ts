import { parseCompany } from './parse-company.js';

const sales = {
  department: 'Sales',
  number: '+359 2 400 0001',
  'time-zone': 'Europe/Sofia',
  language: 'bg',
  director: 'Vera Lind <vera@firm.example>',
};
const write = (values: Record<string, string>): string[] => Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);

test('a department is read with its number, its people and their telephones', () => {
  expect(parseCompany([...write(sales), '--manager', 'Ivan Petrov <ivan@firm.example> sip:101@pbx.firm.example, +359877100001'])).toEqual({
    name: 'Sales',
    number: { e164: '+35924000001', country: 'BG' },
    timeZone: 'Europe/Sofia',
    language: 'bg',
    people: [
      { role: 'director', name: 'Vera Lind', email: 'vera@firm.example', devices: [] },
      {
        role: 'manager',
        name: 'Ivan Petrov',
        email: 'ivan@firm.example',
        devices: [
          { kind: 'sip', address: 'sip:101@pbx.firm.example' },
          { kind: 'mobile', address: '+359877100001' },
        ],
      },
    ],
  });
});

test('a department may have an extension at a PBX', () =>
  expect(parseCompany(write({ ...sales, extension: '200' }))).toMatchObject({ name: 'Sales', extension: '200' }));

test('help is told whatever else is asked', () => expect(parseCompany(['--help', '--department', 'Sales'])).toBe('help'));

test.each([
  ['a number without its country', { number: '024000001' }, '--number: 024000001 is not a whole telephone number'],
  ['a number with an extension', { number: '+35924000001 ext 5' }, '--number: +35924000001 ext 5 is not'],
  ['a zone that is an offset', { 'time-zone': '+03:00' }, '--time-zone: +03:00 is not a time zone'],
  ['a language nobody speaks here', { language: 'de' }, '--language: de is none of en, ru, bg'],
  ['an extension with a blank', { extension: '2 00' }, '--extension: 2 00 is not an extension'],
  ['a department without a name', { department: '  ' }, '--department: needs a name'],
  ['a person without an address', { director: 'Vera Lind' }, '--director: "Vera Lind" is not a person'],
  ['an address that is none', { director: 'Vera <vera>' }, '--director: "Vera <vera>" is not a person'],
  ['a telephone that is none', { director: 'Vera <vera@firm.example> 112' }, '--director: 112 is not a whole telephone number'],
  ['one person twice', { manager: 'V. Lind <Vera@firm.example>' }, 'vera@firm.example is given more than once'],
  ['an argument nobody knows', { zone: 'Europe/Sofia' }, "Unknown option '--zone'"],
])('%s is refused', (_, wrong, why) => expect(() => parseCompany(write({ ...sales, ...wrong }))).toThrow(why));

test.each(['department', 'number', 'time-zone', 'language'] as const)('%s must be given, and once', (name) => {
  const { [name]: _, ...others } = sales;
  expect(() => parseCompany(write(others))).toThrow(`--${name}: is missing`);
  expect(() => parseCompany([...write(sales), `--${name}`, sales[name]])).toThrow(`--${name}: is given more than once`);
});

test('words beside the arguments are refused', () => expect(() => parseCompany([...write(sales), 'Service'])).toThrow('Service'));
