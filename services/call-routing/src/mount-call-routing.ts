import { join } from 'node:path';
import type { Storage } from '@ringbase/platform';
import { type Dialect, makeTelnyxDialect, makeTwilioDialect } from '@ringbase/telephony';
import { type HouseContext, readStaticDepartments } from '@ringbase/use-cases';
import type { Express } from 'express';
import { makeCallsRouter } from './calls/mount-calls.js';
import { mountPbx } from './pbx/mount-pbx.js';
import { makeSoundsRouter } from './sounds/make-sounds-router.js';
import { makeStaticPlans } from './static-plan/static-plans.js';

export type CallRoutingDeps = {
  /** On the routing role's pool. */
  ctx: HouseContext;
  publicUrl: string;
  authTokens: readonly string[];
  /** The second phone company's door is opened with its account's public key only. */
  telnyxPublicKey?: string | undefined;
  defaultRegion: string;
  dataDirectory: string;
  /** Where uploaded sounds lie, and recordings. */
  storage: Storage;
};
export type CallRouting = { refreshStaticPlans(): Promise<void>; stop(): Promise<void> };

/** Mounts the doors of the phone companies and of a PBX on an app that others share. */
export async function mountCallRouting(app: Express, deps: CallRoutingDeps): Promise<CallRouting> {
  const plans = await makeStaticPlans({
    path: join(deps.dataDirectory, 'static-plans.json'),
    read: () => readStaticDepartments(deps.ctx),
    log: deps.ctx.log,
  });
  const { ctx, publicUrl, authTokens, telnyxPublicKey, defaultRegion, storage } = deps;
  const dialects: Dialect[] = [makeTwilioDialect({ publicUrl, authTokens })];
  if (telnyxPublicKey !== undefined) dialects.push(makeTelnyxDialect({ publicUrl, publicKey: telnyxPublicKey }));
  // The phone company fetches sounds unsigned, for every dialect from the same place.
  app.use('/twilio/sounds', makeSoundsRouter(deps));
  const doors = dialects.map((dialect) => {
    const calls = makeCallsRouter({ ctx, dialect, defaultRegion, plans });
    app.use(dialect.door, calls.router);
    return calls;
  });
  mountPbx(app, { ...ctx, publicUrl, defaultRegion, storage });
  return {
    refreshStaticPlans: plans.refresh,
    async stop() {
      await Promise.all([plans.stop(), ...doors.map((door) => door.stop())]);
    },
  };
}
