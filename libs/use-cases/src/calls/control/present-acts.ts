import type { CallActEntry } from '@ringbase/contracts';
import { type CallEvent, ofKind } from '@ringbase/domain';
import { showText } from '../../clients/show-text.js';
import type { Actor } from '../../context.js';
import { nameAsked } from './name-asked.js';

const shown = new Set([
  'held',
  'resumed',
  'asked',
  'asking-over',
  'handed-on',
  'merged',
  'recording-paused',
  'recording-resumed',
  'sent-on',
  'noted',
  'disposed',
]);

/** What people have done with a call, in the order in which it was written, for its history. A gap in the recording is told with its length once it is over. */
export function presentActs(
  viewer: Pick<Actor, 'seesNumbers'>,
  events: readonly CallEvent[],
  names: ReadonlyMap<string, string>,
): CallActEntry[] {
  const targets = new Map(ofKind(events, 'asked').map(({ body }) => [body.step, nameAsked(viewer, body.to)]));
  let pausedAt: number | null = null;
  return events.flatMap((event): CallActEntry[] => {
    const came = event.kind === 'joined' && event.key === `joined:${event.body.step}`;
    if (!came && !shown.has(event.kind)) return [];
    const body = event.body as {
      personId?: string | null;
      step?: number;
      mode?: CallActEntry['mode'];
      reason?: string;
      text?: string;
      label?: string;
    };
    const gap = event.kind === 'recording-resumed' && pausedAt !== null ? (event.at.getTime() - pausedAt) / 1000 : null;
    if (event.kind === 'recording-paused') pausedAt = event.at.getTime();
    const personId = body.personId ?? null;
    return [
      {
        at: event.at.toISOString(),
        kind: event.kind as CallActEntry['kind'],
        person: personId === null ? null : { id: personId, name: names.get(personId) ?? '' },
        to: body.step === undefined ? null : (targets.get(body.step) ?? null),
        mode: body.mode ?? null,
        reason: body.reason ?? null,
        text: showText(viewer, body.text ?? body.label ?? null),
        gap,
      },
    ];
  });
}

/** Whose names are needed for it. */
export function peopleOf(events: readonly CallEvent[]): string[] {
  return events.flatMap(({ body }) => ('personId' in body && body.personId !== null ? [body.personId] : []));
}
