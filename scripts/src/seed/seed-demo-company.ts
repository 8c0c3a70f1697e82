import { fillDatabase, hasPeople, listDids } from '@ringbase/database';
import { makeStorage } from '@ringbase/platform';
import { hashPassword } from '@ringbase/use-cases';
import { makeApplications } from './applications.js';
import { makeCalls } from './calls.js';
import { makeChance } from './chance.js';
import { makeClients } from './clients.js';
import { makeCompany, PASSWORD } from './company.js';
import { makeReminders } from './reminders.js';
import { withTalks } from './with-talks.js';

/** One line of the ready message: who can sign in. */
export type DemoLogin = { role: string; name: string; email: string; password: string };

export type SeedOptions = {
  /** The owner's. */
  databaseUrl: string;
  /** Where recordings are kept: `file:` or `s3:`. */
  storageUrl: string;
  now: Date;
  say: (line: string) => void;
};

const SEED = 20_260_302;

/** The accounts of the demo company, the same in every installation. */
export const demoLogins: DemoLogin[] = makeCompany(makeChance(SEED), '', new Date(0)).logins.map((login) => ({
  ...login,
  password: PASSWORD,
}));

/** Fills an empty database with the demo company; one that has people is left as it is. Returns what was made, by noun. */
export async function seedDemoCompany({
  databaseUrl,
  storageUrl,
  now,
  say,
}: SeedOptions): Promise<Record<string, number> | 'already there'> {
  if (await hasPeople(databaseUrl)) return 'already there';
  const chance = makeChance(SEED);
  const company = makeCompany(chance, await hashPassword(PASSWORD), now);
  const { clients, batches: clientBatches } = makeClients(chance, company, now);
  const { applications, batches: applicationBatches } = makeApplications(chance, company, clients, now);
  const calls = await makeCalls(chance, applications, makeStorage(storageUrl), now, (done, of) =>
    say(`  demo company: ${done} of ${of} calls and their recordings`),
  );
  const talked = withTalks([...clientBatches, ...applicationBatches], calls.talks);
  const batches = [...company.batches, ...talked, ...calls.batches, makeReminders(chance, applications, now)];
  if (!(await fillDatabase(databaseUrl, batches))) return 'already there';
  return {
    departments: company.departments.length,
    people: company.names.size,
    clients: clients.length,
    applications: applications.length,
    calls: calls.count,
    recordings: calls.recordings,
  };
}

/** The company's own numbers. */
export function listCompanyNumbers(databaseUrl: string): Promise<{ e164: string; label: string }[]> {
  return listDids(databaseUrl);
}
