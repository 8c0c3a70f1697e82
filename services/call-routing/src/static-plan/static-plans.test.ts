import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StaticDepartment } from '@ringbase/domain';
import { makeLogger } from '@ringbase/platform';
import { waitUntil } from '@ringbase/testing';
import { makeStaticPlans, type StaticPlans } from './static-plans.js';

const sales: StaticDepartment = {
  departmentId: '01890000-0000-7000-8000-000000000001',
  language: 'en',
  recordingAnnouncement: null,
  numbers: ['+35924001001'],
  targets: [],
};
const log = makeLogger({ service: 'test', level: 'silent' });

let directory: string;
let plans: StaticPlans | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-static-plans-'));
});
afterEach(async () => {
  await plans?.stop();
  await rm(directory, { recursive: true, force: true });
});

const open = async (read: () => Promise<readonly StaticDepartment[]>) => {
  plans = await makeStaticPlans({ path: join(directory, 'static-plans.json'), read, log });
  return plans;
};

test('a department is found by its number and by itself, and an unknown one is not', async () => {
  const { ofNumber, ofDepartment } = await open(async () => [sales]);
  expect(ofNumber('+35924001001')).toEqual(sales);
  expect(ofDepartment(sales.departmentId)).toEqual(sales);
  expect(ofNumber('+35924001002')).toBeNull();
});

test('whoever starts while the database is gone knows the departments of last time', async () => {
  await (await open(async () => [sales])).stop();
  const { ofNumber } = await open(() => Promise.reject(new Error('gone')));
  expect(ofNumber('+35924001001')).toEqual(sales);
});

test('whoever started while the database was slow and knows no department looks again a second later', async () => {
  let looks = 0;
  const { ofNumber } = await open(async () => {
    looks += 1;
    if (looks === 1) throw new Error('too slow');
    return [sales];
  });
  expect(ofNumber('+35924001001')).toBeNull();
  await waitUntil(() => ofNumber('+35924001001') !== null, 5000);
});
