import { Interrupted } from '../calls/interruption.js';
import { noFaults } from '../faults/faults.js';
import { makeLedger } from '../ledger/ledger.js';
import { announceChange, type World } from '../world.js';

/** Forgets calls, recordings, phones, numbers and faults, and what was going on. Registered browser phones and the clock stay. */
export function resetWorld(world: World): void {
  for (const leg of world.legs.values()) {
    for (const timer of leg.timers) timer.cancel();
    leg.callbacks = [];
    leg.program?.abort(new Interrupted('reset'));
  }
  for (const map of [world.legs, world.recordings, world.conferences, world.seats, world.queues, world.numbers, world.phones]) map.clear();
  world.ledger = makeLedger(world.ledger.mostEntries);
  world.faults = noFaults;
  world.counters = { leg: 0, entry: 0, media: 0, rest: 0 };
  world.nextDialSlot = 0;
  announceChange(world, 'reset', {});
}
