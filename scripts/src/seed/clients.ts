import type { Batch } from '@ringbase/database';
import { parsePhone } from '@ringbase/domain';
import type { Chance } from './chance.js';
import type { DemoCompany, DemoDepartment } from './company.js';
import { regions, typePhone } from './phone-forms.js';
import { type DemoLanguage, names, posts } from './words.js';

export type DemoClient = {
  id: string;
  name: string;
  language: DemoLanguage;
  department: DemoDepartment;
  ownerId: string;
  phones: { id: string; e164: string }[];
};
export type DemoClients = { clients: DemoClient[]; batches: Batch[] };

const COUNT = 300;
const languages: readonly DemoLanguage[] = ['ru', 'bg', 'en'];

/** Persons and firms with several telephones each, typed in many ways; every twentieth shares one with the client before him. */
export function makeClients(chance: Chance, company: DemoCompany, now: Date): DemoClients {
  const clientRows: (Batch & { table: 'clients' })['rows'][number][] = [];
  const contactRows: (Batch & { table: 'contacts' })['rows'][number][] = [];
  const phoneRows: (Batch & { table: 'phones' })['rows'][number][] = [];
  const clients: DemoClient[] = [];
  let serial = 0;
  const addPhone = (client: DemoClient, contactId: string | null): void => {
    serial += 1;
    const shared =
      clients.length > 0 && clients.length % 20 === 0 && client.phones.length === 0 ? clients.at(-1)?.phones[0]?.e164 : undefined;
    const raw = shared ?? typePhone(chance, client.language, serial);
    const parsed = parsePhone(raw, regions[client.language]);
    const id = chance.id();
    phoneRows.push({
      id,
      clientId: client.id,
      contactId,
      kind: contactId === null ? 'mobile' : 'work',
      raw,
      e164: parsed?.e164 ?? null,
      extension: parsed?.extension ?? null,
    });
    if (parsed !== null) client.phones.push({ id, e164: parsed.e164 });
  };
  for (let index = 0; index < COUNT; index += 1) {
    const language = languages[index % 5 < 2 ? 0 : index % 5 < 4 ? 1 : 2] as DemoLanguage;
    const department = company.departments.find((one) => one.language === language) as DemoDepartment;
    const words = names[language];
    const firm = index % 3 === 0;
    const person = chance.share() < 0.5 ? words.men : words.women;
    const [family, given] = [chance.pick(person.family), chance.pick(person.given)];
    const patronymic = chance.share() < 0.4 ? chance.pick(person.patronymic) : '';
    const inOrder = { ru: [family, given, patronymic], bg: [given, patronymic, family], en: [given, family] };
    const fullName = inOrder[language].filter(Boolean).join(' ');
    const typed = chance.share() < 0.15 ? fullName.toUpperCase() : fullName;
    const client: DemoClient = {
      id: chance.id(),
      name: firm ? `${chance.pick(words.firm)}${index > 40 ? ` ${index}` : ''}` : typed,
      language,
      department,
      ownerId: chance.pick(department.managerIds),
      phones: [],
    };
    const createdAt = new Date(now.getTime() - chance.whole(50, 900) * 86_400_000);
    clientRows.push({
      id: client.id,
      kind: firm ? 'organisation' : 'person',
      name: client.name,
      ownerId: client.ownerId,
      email: chance.share() < 0.6 ? `client${index}@mail.example` : null,
      city: chance.pick(words.city),
      createdAt,
    });
    addPhone(client, null);
    if (chance.share() < 0.5) addPhone(client, null);
    if (firm) {
      for (let count = chance.whole(1, 2); count > 0; count -= 1) {
        const contactId = chance.id();
        const contact = chance.share() < 0.5 ? words.men : words.women;
        contactRows.push({
          id: contactId,
          clientId: client.id,
          name: `${chance.pick(contact.given)} ${chance.pick(contact.family)}`,
          post: chance.pick(posts[language]),
        });
        addPhone(client, contactId);
      }
    }
    clients.push(client);
  }
  return {
    clients,
    batches: [
      { table: 'clients', rows: clientRows },
      { table: 'contacts', rows: contactRows },
      { table: 'phones', rows: phoneRows },
    ],
  };
}
