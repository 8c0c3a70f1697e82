import type { CallEvent, CallEventOf } from '../call-event.js';
import type { CallDirection } from '../call-states.js';
import type { LinePart } from '../conference/project-line.js';
import { ofKind } from '../of-kind.js';
import type { LegProjection, Winner } from '../project-legs.js';
import { type AskedTarget, type AskMode, type AskOver, type ControlWant, controlEventKinds } from './control-event.js';

/** Somebody is asked to come to the call. `joined`: he is on the line, and whoever asked still decides. */
export type Asking = {
  step: number;
  mode: AskMode;
  by: string;
  to: AskedTarget;
  since: Date;
  until: Date;
  joined: boolean;
  /** Who asked is still on the line. */
  attended: boolean;
};

/** What the people on a call's line have made of it. */
export type ControlState = {
  /** The other side's leg. */
  outside: string | null;
  /** It is in the conference, or on its way. */
  outsideIn: boolean;
  /** It hears music: since when, and whether the provider says so, too. */
  hold: { since: Date; by: string | null; settled: boolean } | null;
  muted: readonly string[];
  asking: Asking | null;
  /** The last asking that came to nothing, while nothing else was done. */
  askEnded: { mode: AskMode; to: AskedTarget; reason: AskOver; at: Date } | null;
  recordingPausedSince: Date | null;
  sentOn: { step: number } | null;
  failure: { want: ControlWant; reason: string; at: Date } | null;
};

export type ControlFacts = {
  direction: CallDirection;
  line: readonly LinePart[];
  legs: readonly LegProjection[];
  winner: Winner | null;
  root: LegProjection | null;
};

const controls = new Set<string>([...controlEventKinds, 'conference-begun']);

/** Null for a call that nobody has done anything with, as most are. Pure, and the same for every order of the events. */
export function projectControl(events: readonly CallEvent[], facts: ControlFacts): ControlState | null {
  if (!events.some(({ kind }) => controls.has(kind))) return null;
  const outside = outsideOf(facts);
  const asking = askingOf(events, facts.line);
  const pause = latest([...ofKind(events, 'recording-paused'), ...ofKind(events, 'recording-resumed')]);
  const failure = latest(ofKind(events, 'control-failed'));
  const acted = latest([...ofKind(events, 'held'), ...ofKind(events, 'resumed'), ...ofKind(events, 'asked'), ...ofKind(events, 'muted')]);
  const sentOn = latest(ofKind(events, 'sent-on'));
  return {
    outside,
    outsideIn: outside !== null && ofKind(events, 'joined').some(({ body }) => body.providerCallId === outside),
    hold: holdOf(events, facts.line, asking, outside),
    muted: mutedOf(events),
    asking,
    askEnded: askEndedOf(events, acted?.at ?? null),
    recordingPausedSince: pause?.kind === 'recording-paused' ? pause.at : null,
    sentOn: sentOn === null ? null : { step: sentOn.body.step },
    failure: failure === null || (acted !== null && acted.at > failure.at) ? null : { ...failure.body, at: failure.at },
  };
}

function latest<E extends { at: Date; key: string }>(events: readonly E[]): E | null {
  return events.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1)).at(-1) ?? null;
}

function outsideOf({ direction, root, winner }: ControlFacts): string | null {
  return direction === 'inbound' ? (root?.providerCallId ?? null) : (winner?.providerCallId ?? null);
}

const isOn = (line: readonly LinePart[], personId: string | null) => line.some((part) => part.until === null && part.personId === personId);

/** The asking that goes on: the last, unless it is over, taken, or whoever came is gone. */
function askingOf(events: readonly CallEvent[], line: readonly LinePart[]): Asking | null {
  const asked = ofKind(events, 'asked')
    .toSorted((a, b) => a.body.step - b.body.step)
    .at(-1);
  if (asked === undefined) return null;
  const { step, mode, personId: by, to, until } = asked.body;
  const isOver = (kind: 'asking-over' | 'handed-on' | 'merged') => ofKind(events, kind).some(({ body }) => body.step === step);
  if (isOver('asking-over')) return null;
  const joined = ofKind(events, 'joined').find(({ key }) => key === `joined:${step}`);
  const attended = isOn(line, by);
  const asking = { step, mode, by, to, since: asked.at, until: new Date(until), joined: joined !== undefined, attended };
  if (joined === undefined) return asking;
  if (mode !== 'warm' || !attended || isOver('handed-on') || isOver('merged')) return null;
  return line.some((part) => part.providerCallId === joined.body.providerCallId && part.until === null) ? asking : null;
}

/** Somebody has put the other side on hold, a consultation goes on, or nobody of ours is there yet. */
function holdOf(
  events: readonly CallEvent[],
  line: readonly LinePart[],
  asking: Asking | null,
  outside: string | null,
): ControlState['hold'] {
  const act = latest([...ofKind(events, 'held'), ...ofKind(events, 'resumed')]);
  const settled = toldOf(events, outside, ['held', 'unheld']) === 'held';
  if (act?.kind === 'held' && isOn(line, act.body.personId)) return { since: act.at, by: act.body.personId, settled };
  if (asking === null) return null;
  const nobody = line.every((part) => part.until !== null);
  const goes = asking.mode === 'blind' || asking.mode === 'back' || !asking.attended;
  if ((asking.mode === 'warm' && asking.attended) || (!asking.joined && (nobody || goes) && asking.mode !== 'add'))
    return { since: asking.since, by: null, settled };
  return null;
}

/** The provider's last word on one manner of a leg, in its own order; whoever comes in anew has none of them. */
export function toldOf(events: readonly CallEvent[], providerCallId: string | null, words: readonly string[]): string | null {
  const told = ofKind(events, 'conference-told')
    .filter(({ body }) => body.providerCallId === providerCallId && (words.includes(body.what) || body.what === 'joined'))
    .toSorted((a, b) => a.body.sequence - b.body.sequence);
  return told.at(-1)?.body.what ?? null;
}

function mutedOf(events: readonly CallEvent[]): readonly string[] {
  const last = new Map<string, boolean>();
  for (const { body } of ofKind(events, 'muted')) last.set(body.personId, body.muted);
  return [...last].flatMap(([personId, muted]) => (muted ? [personId] : [])).toSorted();
}

function askEndedOf(events: readonly CallEvent[], actedAt: Date | null): ControlState['askEnded'] {
  const over: CallEventOf<'asking-over'> | null = latest(ofKind(events, 'asking-over'));
  const asked = over && ofKind(events, 'asked').find(({ body }) => body.step === over.body.step);
  if (!over || !asked || over.body.reason === 'cancelled' || (actedAt !== null && actedAt > over.at)) return null;
  if (ofKind(events, 'asked').some(({ body }) => body.step > over.body.step)) return null;
  return { mode: asked.body.mode, to: asked.body.to, reason: over.body.reason, at: over.at };
}
