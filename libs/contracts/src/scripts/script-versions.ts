import { type CallScript, scriptFaultCodes } from '@ringbase/domain';
import { z } from 'zod';
import { personRef } from '../shared/primitives.js';
import { callScript } from './call-script.js';
import { plainText } from './script-primitives.js';

/** A script as it is shown: to whoever may not write it without header values, and without numbers where he sees none. */
export const shownScript = z.object({
  format: z.literal(1),
  start: z.string(),
  blocks: z.record(z.string(), z.looseObject({ kind: z.string() })),
}) as unknown as z.ZodType<CallScript>;

/** What keeps a script from being published; `words` in the viewer's language. */
export const scriptFault = z.object({ block: z.string(), fault: z.enum(scriptFaultCodes), detail: z.string(), words: z.string() });
export type ShownScriptFault = z.infer<typeof scriptFault>;

export const scriptVersion = z.object({
  number: z.int(),
  publishedAt: z.string(),
  /** Null: set up with the company. */
  publishedBy: personRef.nullable(),
  note: z.string(),
});
export type ScriptVersion = z.infer<typeof scriptVersion>;
export const scriptVersionList = z.object({ items: z.array(scriptVersion) });
export const wholeScriptVersion = scriptVersion.extend({ script: shownScript });
export type WholeScriptVersion = z.infer<typeof wholeScriptVersion>;

export const scriptDraft = z.object({
  script: shownScript,
  /** Whoever writes the draft names the version that he read. */
  version: z.int(),
  updatedAt: z.string(),
  updatedBy: personRef,
  faults: z.array(scriptFault),
});
export type ShownScriptDraft = z.infer<typeof scriptDraft>;

export const departmentScript = z.object({
  published: wholeScriptVersion.nullable(),
  /** Null: there is none, or it is not the viewer's to see. */
  draft: scriptDraft.nullable(),
  mayWrite: z.boolean(),
});
export type DepartmentScript = z.infer<typeof departmentScript>;

/** The version of the draft that was read; null: there was none. */
const readVersion = z.int().nullable();
export const putScriptDraft = z.strictObject({ script: callScript, version: readVersion });
/** Takes a published version up again. */
export const takeUpScript = z.strictObject({ number: z.int().min(1), version: readVersion });
export const discardScriptDraft = z.object({ version: z.coerce.number().int() });
export const publishScript = z.strictObject({ note: plainText(500).default(''), draftVersion: z.int() });

/** Which script is meant: the department's draft, a published version of it, or one that is handed over. */
export const scriptSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('draft') }),
  z.strictObject({ kind: z.literal('version'), number: z.int().min(1) }),
  z.strictObject({ kind: z.literal('script'), script: callScript }),
]);
export type ScriptSource = z.output<typeof scriptSource>;
