import type { Batch } from '@ringbase/database';
import { defaultScript } from '@ringbase/domain';
import type { Chance } from './chance.js';
import type { DemoLanguage } from './words.js';

export const PASSWORD = 'ringbase-demo';

export type DemoDepartment = {
  id: string;
  name: string;
  timeZone: string;
  region: string;
  language: DemoLanguage;
  did: string;
  curatorId: string;
  managerIds: string[];
};
export type DemoCompany = {
  departments: DemoDepartment[];
  names: Map<string, string>;
  batches: Batch[];
  logins: { role: string; name: string; email: string }[];
};

const plans = [
  {
    name: 'Продажи',
    timeZone: 'Europe/Moscow',
    region: 'RU',
    language: 'ru' as const,
    dids: ['+74952320001', '+74952320002'],
    country: 'RU',
    curator: 'Анна Орлова',
    managers: ['Иван Петров', 'Ольга Смирнова', 'Павел Волков', 'Юлия Зайцева'],
  },
  {
    name: 'София',
    timeZone: 'Europe/Sofia',
    region: 'BG',
    language: 'bg' as const,
    dids: ['+35924230001'],
    country: 'BG',
    curator: 'Калина Стоянова',
    managers: ['Георги Димитров', 'Мария Колева', 'Николай Тодоров', 'Десислава Христова'],
  },
  {
    name: 'Service',
    timeZone: 'Europe/Sofia',
    region: 'BG',
    language: 'en' as const,
    dids: ['+35924230002'],
    country: 'BG',
    curator: 'Robert Hughes',
    managers: ['Emily Clarke', 'Thomas Reid', 'Laura Bennett', 'Peter Walsh'],
  },
];

const latin: Readonly<Record<string, string>> = Object.fromEntries(
  [...'абвгдежзийклмнопрстуфхцчшщъыьэюя'].map((letter, index) => [
    letter,
    [
      'a',
      'b',
      'v',
      'g',
      'd',
      'e',
      'zh',
      'z',
      'i',
      'y',
      'k',
      'l',
      'm',
      'n',
      'o',
      'p',
      'r',
      's',
      't',
      'u',
      'f',
      'h',
      'ts',
      'ch',
      'sh',
      'sht',
      'a',
      'y',
      '',
      'e',
      'yu',
      'ya',
    ][index] ?? '',
  ]),
);
const accountOf = (name: string): string =>
  [...name.toLowerCase()]
    .map((letter) => latin[letter] ?? letter)
    .join('')
    .replaceAll(' ', '.');

/** Three departments with numbers in two countries, a director, curators, twelve managers, two assistants, their telephones and scripts. */
export function makeCompany(chance: Chance, passwordHash: string, now: Date): DemoCompany {
  const names = new Map<string, string>();
  const logins: DemoCompany['logins'] = [];
  const people: (Batch & { table: 'people' })['rows'][number][] = [];
  const members: (Batch & { table: 'departmentMembers' })['rows'][number][] = [];
  const devices: (Batch & { table: 'devices' })['rows'][number][] = [];
  let line = 100;
  const hire = (
    name: string,
    role: 'director' | 'curator' | 'manager' | 'assistant',
    plan: (typeof plans)[number] | null,
    more: { superiorId?: string; seesNumbers?: boolean } = {},
  ): string => {
    const id = chance.id();
    const account = accountOf(name);
    line += 1;
    names.set(id, name);
    people.push({
      id,
      name,
      email: `${account}@demo.example`,
      passwordHash,
      role,
      locale: plan?.language ?? 'en',
      timeZone: plan?.timeZone ?? 'Europe/Sofia',
      extension: String(line),
      ...more,
    });
    devices.push({ id: chance.id(), personId: id, kind: 'browser', address: account.replaceAll('.', '_') });
    if (logins.filter((login) => login.role === role).length < (role === 'manager' ? 3 : 1))
      logins.push({ role, name, email: `${account}@demo.example` });
    return id;
  };
  hire('Vera Lind', 'director', null);
  const departments = plans.map((plan): DemoDepartment => {
    const id = chance.id();
    const curatorId = hire(plan.curator, 'curator', plan);
    members.push({ departmentId: id, personId: curatorId, inRingGroup: false });
    const managerIds = plan.managers.map((name, index) => {
      const managerId = hire(name, 'manager', plan, { seesNumbers: !(plan.language === 'en' && index === 3) });
      members.push({ departmentId: id, personId: managerId, rank: index + 1 });
      devices.push({
        id: chance.id(),
        personId: managerId,
        kind: 'mobile',
        address: plan.region === 'RU' ? `+7926555${1000 + line}` : `+359877${100_000 + line}`,
      });
      if (index % 2 === 1) devices.push({ id: chance.id(), personId: managerId, kind: 'sip', address: `sip:${line}@pbx.demo.example` });
      return managerId;
    });
    return {
      id,
      name: plan.name,
      timeZone: plan.timeZone,
      region: plan.region,
      language: plan.language,
      did: plan.dids[0] ?? '',
      curatorId,
      managerIds,
    };
  });
  for (const [index, name] of [
    [0, 'Наталья Лебедева'],
    [1, 'Радка Ангелова'],
  ] as const) {
    const department = departments[index] as DemoDepartment;
    const assistantId = hire(name, 'assistant', plans[index] ?? null, { superiorId: department.managerIds[0] ?? '' });
    members.push({ departmentId: department.id, personId: assistantId, inRingGroup: false, rank: 9 });
  }
  const order: readonly string[] = ['director', 'curator', 'manager', 'assistant'];
  logins.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  return {
    departments,
    names,
    logins,
    batches: [
      {
        table: 'departments',
        rows: departments.map(({ id, name, timeZone, region, language }) => ({ id, name, timeZone, region, language })),
      },
      {
        table: 'dids',
        rows: plans.flatMap((plan, index) =>
          plan.dids.map((e164, at) => ({
            id: chance.id(),
            e164,
            departmentId: departments[index]?.id ?? '',
            label: at === 0 ? plan.name : `${plan.name} ${at + 1}`,
            country: plan.country,
          })),
        ),
      },
      {
        table: 'callScripts',
        rows: departments.map((department) => ({ id: chance.id(), departmentId: department.id, number: 1, graph: defaultScript })),
      },
      { table: 'people', rows: people },
      { table: 'departmentMembers', rows: members },
      { table: 'devices', rows: devices },
      { table: 'presence', rows: people.map((person) => ({ personId: person.id, chosenAt: now })) },
    ],
  };
}
