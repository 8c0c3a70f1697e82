import type { Logger } from 'pino';
import { makeBusy } from './clock/busy.js';
import { makeSimClock } from './clock/sim-clock.js';
import { noFaults } from './faults/faults.js';
import { makeLedger } from './ledger/ledger.js';
import { makeClientRegistry } from './phones/client-registry.js';
import { makeGate } from './webhooks/gate.js';
import { makeHttpSender } from './webhooks/http-sender.js';
import type { Credentials, World } from './world.js';

const CALLBACKS_AT_ONCE = 64;

/** An empty phone company, whose ledger remembers so many entries of a kind. */
export function makeWorld(credentials: Credentials, mostEntries: number, log: Logger, realNow: () => number): World {
  const busy = makeBusy();
  return {
    credentials,
    busy,
    clock: makeSimClock(busy, realNow),
    ledger: makeLedger(mostEntries),
    sender: makeHttpSender(),
    callbackGate: makeGate(CALLBACKS_AT_ONCE),
    clients: makeClientRegistry(),
    numbers: new Map(),
    phones: new Map(),
    legs: new Map(),
    recordings: new Map(),
    conferences: new Map(),
    seats: new Map(),
    queues: new Map(),
    log,
    watchers: new Set(),
    faults: noFaults,
    counters: { leg: 0, entry: 0, media: 0, rest: 0 },
    nextDialSlot: 0,
  };
}
