import {
  advance,
  blockOf,
  type CallScript,
  chooseCandidate,
  decideQueueOffers,
  type QueueOffer,
  type QueuePlace,
  type RouteFacts,
  type RoutePerson,
  type RouteState,
  type ScriptSignal,
  startOf,
} from '@ringbase/domain';
import { makeChance } from '../../seed/chance.js';

export type DayPlan = {
  script: CallScript;
  managers: number;
  hours: number;
  callsPerHour: number;
  /** Mean of talk and wrap-up together, exponentially distributed; a fifth of it is wrap-up. */
  handlingSeconds: number;
  /** How long a manager lets it ring. */
  pickUpSeconds: number;
  /** Seconds between two calls that the provider makes for us; 0: as many as are asked for. */
  paceSeconds: number;
  seed: number;
};
/** Of each call, in the order in which they came. */
export type DayCall = { waitSeconds: number; own: boolean };

type Happening = { at: number; order: number; act: () => void };
type Caller = { id: string; ownerId: string; arrived: number; handling: number };
type Call = Caller & { state: RouteState; tick: number; taken: boolean };
type Offer = QueueOffer & { dialled: boolean };

const MUSIC_SECONDS = 20;
const MORNING = Date.UTC(2026, 2, 2, 7);

/** One working day: callers come, wait by the script and are rung for by the queue's own decisions; only telephones and time are made up. */
export function simulateDay(plan: DayPlan): DayCall[] {
  const callers = drawCallers(plan);
  const happenings = makeHappenings();
  const people = new Map<string, RoutePerson>(Array.from({ length: plan.managers }, (_, index) => [`m${index}`, managerOf(`m${index}`)]));
  const group = [...people.keys()];
  const calls = new Map<string, Call>();
  let offers: Offer[] = [];
  const done: DayCall[] = [];
  let now = 0;
  let lineFreeAt = 0;
  const moment = (seconds: number) => new Date(MORNING + seconds * 1000);
  const change = (id: string, more: Partial<RoutePerson>) => people.set(id, { ...(people.get(id) as RoutePerson), ...more });

  const factsOf = (call: Call): RouteFacts => ({
    department: {
      id: 'd',
      name: '',
      language: 'en',
      recordingAnnouncement: null,
      wrapUpSeconds: 0,
      curatorIds: [],
      ringGroup: group,
      timeZone: 'UTC',
      hours: null,
    },
    did: null,
    people: Object.fromEntries(people),
    candidates: [],
    clients: [{ clientId: call.id, clientName: '', phoneId: call.id, ownerId: call.ownerId }],
    callerE164: null,
    queue: { waiting: calls.size - 1, position: calls.size, handlingSeconds: plan.handlingSeconds },
  });

  const step = (call: Call, signal: ScriptSignal) => {
    const before = call.state.block;
    call.state = advance(plan.script, call.state, signal, factsOf(call), moment(now)).state;
    if (call.state.block !== before || signal.kind === 'started')
      offers = offers.filter((offer) => offer.callId !== call.id || offer.dialled);
    const block = blockOf(plan.script, call.state.block);
    if (block?.kind !== 'queue') throw new Error(`A call left its queue by ${call.state.block}.`);
    const left = (Date.parse(call.state.since ?? '') - MORNING) / 1000 + block.seconds - now;
    call.tick += 1;
    const { tick } = call;
    happenings.add(now + Math.min(MUSIC_SECONDS, Math.max(left, 0)), () => {
      if (!call.taken && call.tick === tick) step(call, { kind: 'menu-answered', digits: '', callerGone: false });
    });
    serve();
  };

  const placeOf = (call: Call): QueuePlace => {
    const block = blockOf(plan.script, call.state.block);
    if (block?.kind !== 'queue') throw new Error('A call waits outside a queue.');
    return {
      callId: call.id,
      since: moment(call.arrived),
      personId: block.whom === 'owner' ? call.ownerId : null,
      ownerId: call.ownerId,
      strategy: block.strategy ?? 'all',
      ringSeconds: block.ringSeconds,
      group,
    };
  };

  const serve = () => {
    for (const { callId, personId } of decideQueueOffers(
      [...calls.values()].map(placeOf),
      Object.fromEntries(people),
      offers,
      moment(now),
    )) {
      const offer: Offer = { callId, personId, offeredAt: moment(now), overAt: null, inVain: false, dialled: false };
      offers.push(offer);
      const at = Math.max(now, lineFreeAt);
      lineFreeAt = at + plan.paceSeconds;
      happenings.add(at, () => {
        if (!offers.includes(offer)) return;
        offer.dialled = true;
        happenings.add(now + plan.pickUpSeconds, () => answer(offer));
      });
    }
  };

  const answer = (offer: Offer) => {
    const call = calls.get(offer.callId);
    if (call === undefined || !offers.includes(offer)) return;
    call.taken = true;
    calls.delete(call.id);
    offers = offers.filter((one) => one.callId !== call.id);
    const { personId } = offer;
    done.push({ waitSeconds: now - call.arrived, own: personId === call.ownerId });
    const { handling } = call;
    change(personId, { presence: 'on-call' });
    happenings.add(now + handling * 0.8, () => change(personId, { presence: 'wrap-up', lastTalkAt: moment(now) }));
    happenings.add(now + handling, () => {
      change(personId, { presence: 'available' });
      serve();
    });
    serve();
  };

  const arrive = ({ id, ownerId, arrived, handling }: Caller) => {
    const call: Call = { id, ownerId, arrived, handling, tick: 0, taken: false, state: undefined as never };
    calls.set(id, call);
    call.state = startOf(id, plan.script, chooseCandidate(factsOf(call)));
    step(call, { kind: 'started' });
  };

  for (const caller of callers) happenings.add(caller.arrived, () => arrive(caller));
  for (let next = happenings.take(); next !== undefined; next = happenings.take()) {
    now = next.at;
    next.act();
  }
  return done;
}

/** Who comes when, to whom he belongs and how long he will take: the same for every script of the same day. */
function drawCallers(plan: DayPlan): Caller[] {
  const chance = makeChance(plan.seed);
  const exponential = (mean: number) => -mean * Math.log(1 - chance.share());
  const callers: Caller[] = [];
  for (let at = exponential(3600 / plan.callsPerHour); at < plan.hours * 3600; at += exponential(3600 / plan.callsPerHour))
    callers.push({
      id: chance.id(),
      ownerId: `m${chance.whole(0, plan.managers - 1)}`,
      arrived: at,
      handling: exponential(plan.handlingSeconds),
    });
  return callers;
}

function managerOf(id: string): RoutePerson {
  return {
    id,
    name: '',
    dismissed: false,
    seesNumbers: true,
    presence: 'available',
    devices: [{ id: `browser-${id}`, kind: 'browser', address: id, routable: true }],
    assistantId: null,
    lastTalkAt: null,
    talksToday: 0,
    lastRungAt: null,
  };
}

/** What is to happen, earliest first; at the same moment in the order of asking. A binary heap. */
function makeHappenings() {
  const heap: Happening[] = [];
  let asked = 0;
  const before = (a: Happening, b: Happening) => a.at < b.at || (a.at === b.at && a.order < b.order);
  const at = (index: number) => heap[index] as Happening;
  const swap = (a: number, b: number) => {
    const held = at(a);
    heap[a] = at(b);
    heap[b] = held;
  };
  return {
    add(when: number, act: () => void) {
      asked += 1;
      heap.push({ at: when, order: asked, act });
      for (let child = heap.length - 1; child > 0; ) {
        const parent = (child - 1) >> 1;
        if (before(at(parent), at(child))) break;
        swap(parent, child);
        child = parent;
      }
    },
    take(): Happening | undefined {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined || heap.length === 0) return first;
      heap[0] = last;
      for (let parent = 0; ; ) {
        const [left, right] = [parent * 2 + 1, parent * 2 + 2];
        let least = parent;
        if (left < heap.length && before(at(left), at(least))) least = left;
        if (right < heap.length && before(at(right), at(least))) least = right;
        if (least === parent) return first;
        swap(parent, least);
        parent = least;
      }
    },
  };
}
