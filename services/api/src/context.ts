import type { Database } from '@ringbase/database';
import type { Storage } from '@ringbase/platform';
import type { Telephony } from '@ringbase/telephony';
import type { Context, HouseContext } from '@ringbase/use-cases';
import type { SignInBrake } from './sessions/sign-in-brake.js';

/** What the API is given by the process that it runs in. */
export type ApiDeps = {
  /** On the worker role's pool. */
  house: HouseContext;
  /** On the app role's pool: everything a person does goes through it. */
  app: Database;
  telephony: Telephony;
  /** ISO 3166 country that callers' numbers without a country are read in. */
  defaultRegion: string;
  /** Where recordings lie. */
  storage: Storage;
  /** Browsers' telephones: the simulated one with its socket's address, or the provider's own. */
  softphone: { adapter: 'simulated'; url: string } | { adapter: 'twilio' };
  /** Where browsers reach us; `https:` makes the session's cookie secure. */
  publicUrl: string;
  company: { name: string };
};

export type DoorContext = HouseContext & { readonly app: Database; readonly api: ApiDeps; readonly brake: SignInBrake };
export type ApiContext = Context & { readonly api: ApiDeps };
