import type { Database } from '@ringbase/database';
import type { Role } from '@ringbase/domain';
import { makeIds, makeLogger } from '@ringbase/platform';
import { type Context, type HouseContext, makeContext, makeHouseContext } from '../context.js';

type Company = { app: Database; worker: Database; time: { now: Date } };

export type TestContexts = {
  worker: HouseContext;
  as(person: { id: string; role: Role }, more?: { seesNumbers?: boolean }): Context;
};

/** The contexts of a test's company: that of the workers, and that of each of its people. */
export function makeTestContexts({ app, worker, time }: Company): TestContexts {
  const parts = { clock: () => time.now, ids: makeIds(() => new Date()), log: makeLogger({ service: 'test', level: 'silent' }) };
  return {
    worker: makeHouseContext({ house: worker, ...parts }),
    as: ({ id, role }, { seesNumbers = true } = {}) =>
      makeContext(makeHouseContext({ house: worker, ...parts }), app, { personId: id, role, seesNumbers, timeZone: 'Europe/Sofia' }),
  };
}
