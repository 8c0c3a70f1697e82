import { askModes, askOvers, controlWants } from '@ringbase/domain';
import { z } from 'zod';
import { id, personRef, text } from '../shared/primitives.js';

/** Each wish has a key of its own: sent twice it is one. */
export const callAct = z.object({ key: id });
export const muteAct = callAct.extend({ muted: z.boolean() });
export const transferAct = callAct.extend({
  mode: z.enum(['warm', 'blind', 'add']),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), personId: id }),
    z.object({ kind: z.literal('department'), departmentId: id }),
    z.object({ kind: z.literal('number'), number: text(40) }),
  ]),
});
export const noteAct = callAct.extend({ text: text(2000) });
export const dispositionAct = callAct.extend({ dispositionId: id });

export const disposition = z.object({ id, label: z.string() });
export const dispositionList = z.object({ required: z.boolean(), items: z.array(disposition) });
export const setDispositions = z.object({ departmentId: id, required: z.boolean(), labels: z.array(text(80)).max(40) });

/** A call as whoever is on its line handles it. Names and numbers as he may see them. */
export const callControl = z.object({
  callId: id,
  state: z.enum(['ringing', 'connected', 'ended']),
  /** I am on its line, or wrap it up. */
  mine: z.boolean(),
  talking: z.boolean(),
  /** Whoever carries it can be asked to hold it, to hand it on, and to pause its recording. */
  changeable: z.boolean(),
  hold: z.object({ since: z.string(), by: personRef.nullable(), settled: z.boolean() }).nullable(),
  muted: z.boolean(),
  /** Who else is on the line: a guest has no person. */
  line: z.array(z.object({ person: personRef.nullable(), since: z.string() })),
  asking: z
    .object({
      mode: z.enum(askModes),
      by: personRef.nullable(),
      mine: z.boolean(),
      to: z.string(),
      since: z.string(),
      until: z.string(),
      joined: z.boolean(),
    })
    .nullable(),
  askEnded: z.object({ to: z.string(), reason: z.enum(askOvers), at: z.string() }).nullable(),
  recordingPausedSince: z.string().nullable(),
  failure: z.object({ want: z.enum(controlWants), reason: z.string(), at: z.string() }).nullable(),
  notes: z.array(z.object({ at: z.string(), person: personRef.nullable(), text: z.string() })),
  disposition: disposition.nullable(),
  dispositions: dispositionList,
});
export type CallControl = z.infer<typeof callControl>;
