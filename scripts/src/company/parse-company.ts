import { parseArgs } from 'node:util';
import { text } from '@ringbase/contracts';
import { type Device, DomainError, isTimeZone, parsePhone, spokenLanguages } from '@ringbase/domain';
import type { NewColleague, SetUpDepartment } from '@ringbase/use-cases';
import { z } from 'zod';

const named = { type: 'string', multiple: true } as const;
const options = {
  department: named,
  number: named,
  'time-zone': named,
  language: named,
  extension: named,
  director: named,
  curator: named,
  manager: named,
  help: { type: 'boolean' },
} as const;
type Once = 'department' | 'number' | 'time-zone' | 'language' | 'extension';

const PERSON = /^([^<>]+)<([^<>]+)>([^<>]*)$/;
const EXTENSION = /^[A-Za-z0-9._*#+-]{1,64}$/;
const SIP = /^sip:[^\s@:]+@[^\s@]+$/;

/** What the command was asked to add. Throws INVALID, naming the argument, for anything that is not exactly as it should be. */
export function parseCompany(args: readonly string[]): SetUpDepartment | 'help' {
  const values = read(args);
  if (values.help) return 'help';
  const once = (name: Once): string => {
    const [value, ...more] = values[name] ?? [];
    if (value === undefined) throw refused(name, 'is missing');
    if (more.length > 0) throw refused(name, 'is given more than once');
    return value;
  };
  const people = (['director', 'curator', 'manager'] as const).flatMap((role) =>
    (values[role] ?? []).map((value) => parsePerson(role, value)),
  );
  refuseTwice(people.map(({ email }) => email.toLowerCase()));
  refuseTwice(people.flatMap(({ devices }) => devices.map(({ address }) => address)));
  return {
    name: parseName('department', once('department')),
    number: parseNumber('number', once('number')),
    timeZone: parseTimeZone(once('time-zone')),
    language: parseLanguage(once('language')),
    ...(values.extension === undefined ? {} : { extension: parseExtension(once('extension')) }),
    people,
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new DomainError('INVALID', error instanceof Error ? error.message : String(error));
  }
}

function parseName(option: string, value: string): string {
  const name = text(100).safeParse(value);
  if (!name.success) throw refused(option, 'needs a name of at most 100 characters');
  return name.data;
}

/** With its country: an installation that is being set up has no other to read it by. */
function parseNumber(option: string, value: string): SetUpDepartment['number'] {
  const phone = value.trim().startsWith('+') ? parsePhone(value, '') : null;
  if (!phone?.country || phone.extension !== null) throw refused(option, `${value} is not a whole telephone number, as +35924000001 is`);
  return { e164: phone.e164, country: phone.country };
}

function parseTimeZone(value: string): string {
  if (!isTimeZone(value)) throw refused('time-zone', `${value} is not a time zone, as Europe/Sofia is`);
  return value;
}

function parseLanguage(value: string): SetUpDepartment['language'] {
  const language = spokenLanguages.find((spoken) => spoken === value);
  if (!language) throw refused('language', `${value} is none of ${spokenLanguages.join(', ')}`);
  return language;
}

function parseExtension(value: string): string {
  if (!EXTENSION.test(value)) throw refused('extension', `${value} is not an extension, as 200 is`);
  return value;
}

function parsePerson(role: NewColleague['role'], value: string): NewColleague {
  const [, name = '', email = '', telephones = ''] = PERSON.exec(value) ?? [];
  if (!z.email().max(200).safeParse(email).success)
    throw refused(role, `"${value}" is not a person: write "Name <mail@company.example>", then his telephones`);
  return { role, name: parseName(role, name), email, devices: parseDevices(role, telephones) };
}

/** `sip:…` addresses and mobile numbers, separated by blanks or commas. */
function parseDevices(role: string, telephones: string): Omit<Device, 'id'>[] {
  return telephones
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => (SIP.test(word) ? { kind: 'sip', address: word } : { kind: 'mobile', address: parseNumber(role, word).e164 }));
}

function refuseTwice(values: readonly string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) throw new DomainError('INVALID', `${twice} is given more than once`);
}

const refused = (option: string, why: string): DomainError => new DomainError('INVALID', `--${option}: ${why}`);
