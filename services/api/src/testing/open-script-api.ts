import { defaultScript } from '@ringbase/domain';
import { createTestDatabase, makeTestCompany, type TestCompany } from '@ringbase/testing';
import { type OpenedApi, openApi } from './open-api.js';

export type Name = keyof TestCompany['people'];

/** The API of a company, at the call script of its department of sales, which runs the one that ships. */
export type ScriptApi = {
  company: TestCompany;
  /** The path of the department's call script. */
  base: string;
  as(name: Name, method: string, path: string, body?: unknown): ReturnType<OpenedApi['request']>;
  reset(): Promise<void>;
  close(): Promise<void>;
};

export const words = { en: 'Hello', ru: 'Здравствуйте', bg: 'Здравейте' };
export const end = { kind: 'hang-up' } as const;

export async function openScriptApi(): Promise<ScriptApi> {
  const database = await createTestDatabase();
  const company = await makeTestCompany(database.url);
  const api = await openApi(company);
  const tokens = {} as Record<Name, string>;
  for (const name of Object.keys(company.people) as Name[]) tokens[name] = await company.addSession(company.people[name]);
  await company.query(
    `insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), '+35924000001', $1, 'Sales', 'BG')`,
    [company.sales],
  );
  return {
    company,
    base: `/departments/${company.sales}/call-script`,
    as: (name, method, path, body) => api.request(method, path, { token: tokens[name], body }),
    async reset() {
      await company.query('truncate call_script_drafts, call_scripts, audit, outbox cascade');
      await company.query('insert into call_scripts (id, department_id, number, graph) values (gen_random_uuid(), $1, 1, $2)', [
        company.sales,
        JSON.stringify(defaultScript),
      ]);
    },
    async close() {
      await api.stop();
      await company.close();
      await database.drop();
    },
  };
}
