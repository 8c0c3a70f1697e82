import type { CallEvent, CallEventOf } from '../call-event.js';
import { ofKind } from '../of-kind.js';
import type { ConferenceInstruction } from './conference-instruction.js';

/** A call's conference, as its events tell it. */
export type Conference = {
  name: string;
  step: number;
  /** From its beginning. One that begins while the recording is paused is not: only one that has begun could be paused. */
  record: boolean;
  /** Null until the provider has told of it. */
  providerConferenceId: string | null;
  /** The provider's number of the last that it has told; -1: nothing yet. */
  lastSequence: number;
};

/** The call's conference; null for a call that has none. */
export function conferenceOf(events: readonly CallEvent[]): Conference | null {
  const begun = events.find((event) => event.kind === 'conference-begun');
  if (begun === undefined) return null;
  const told = events.filter((event) => event.kind === 'conference-told').toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return {
    ...begun.body,
    record: begun.body.record && !beganPaused(events),
    providerConferenceId: told.at(-1)?.body.providerConferenceId ?? null,
    lastSequence: Math.max(-1, ...told.map(({ body }) => body.sequence)),
  };
}

/** What the first to come after the lifting is told counts; until then, how it is now. */
function beganPaused(events: readonly CallEvent[]): boolean {
  const lifted = ofKind(events, 'lifting').at(0)?.at.getTime() ?? 0;
  const came = ofKind(events, 'joined').flatMap(({ at }) => (at.getTime() >= lifted ? [at.getTime()] : []));
  const first = came.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...came);
  const pause = [...ofKind(events, 'recording-paused'), ...ofKind(events, 'recording-resumed')]
    .filter(({ at }) => at.getTime() <= first)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return pause.at(-1)?.kind === 'recording-paused';
}

/** The call gets a conference, unless it has one. `name` must be unguessable: names are the whole account's. */
export function conferenceBegun(events: readonly CallEvent[], name: string, step: number, now: Date): readonly CallEvent[] {
  if (conferenceOf(events) !== null) return [];
  return [{ key: 'conference-begun', at: now, kind: 'conference-begun', body: { name, step, record: true } }];
}

/** Whether the Dial of this step is being lifted into the conference. */
export function isLifting(events: readonly CallEvent[], step: number): boolean {
  return events.some((event) => event.kind === 'lifting' && event.body.step === step);
}

/** Who alone got the place that several were asked for. */
export function joinedAt(events: readonly CallEvent[], step: number): CallEventOf<'joined'> | undefined {
  return ofKind(events, 'joined').find(({ key }) => key === `joined:${step}`);
}

/** The first step that nothing of the call has used. */
export function nextStepOf(events: readonly CallEvent[], stateStep: number): number {
  const used = events.flatMap((event) => ('step' in event.body && event.body.step !== null ? [event.body.step] : []));
  return Math.max(stateStep, ...used) + 1;
}

/** With the outside party the conference ends; whoever of ours goes leaves the others talking. */
export function conferenceInstruction(
  conference: Conference,
  as: { outside: boolean; attached: boolean; musicId: string | null },
): ConferenceInstruction {
  return {
    kind: 'conference',
    name: conference.name,
    step: conference.step,
    plan: 'script',
    record: conference.record,
    startOnEnter: true,
    endOnExit: as.outside,
    wait: as.outside ? 'music' : 'silence',
    musicId: as.outside ? as.musicId : null,
    attached: as.attached,
  };
}
