import { isTimeZone, roles, spokenLanguages } from '@ringbase/domain';
import { z } from 'zod';
import { disposition } from '../calls/control.js';
import { departmentRef, id, personRef, text } from '../shared/primitives.js';

const settings = {
  /** What callers are spoken to in where a script does not say. */
  language: z.enum(spokenLanguages),
  /** By whose clock its hours, days and promises are. */
  timeZone: z.string().max(60).refine(isTimeZone, 'is no time zone of the IANA database'),
  /** Said before a call is recorded; null: nothing is. */
  recordingAnnouncement: text(500).nullable(),
  /** From the end of a call until its person is rung again. */
  wrapUpSeconds: z.int().min(0).max(600),
};
export const departmentSettings = z.object({
  department: departmentRef,
  ...settings,
  /** The sound that whoever waits or is held hears; null: the music that ships. */
  holdSound: z.object({ id, name: z.string() }).nullable(),
});
export type DepartmentSettings = z.infer<typeof departmentSettings>;
export const putDepartmentSettings = z.object({ ...settings, holdSoundId: id.nullable() });
export type PutDepartmentSettings = z.infer<typeof putDepartmentSettings>;

/** Who is rung for a department, in order; those with whom it does not ring are told as well. */
export const ringGroup = z.object({ items: z.array(z.object({ person: personRef, role: z.enum(roles), ringing: z.boolean() })) });
export type RingGroup = z.infer<typeof ringGroup>;
/** In the order of ringing; whoever of the department is not named is not rung. */
export const putRingGroup = z.object({ personIds: z.array(id).max(200) });

/** What a department's calls may have come to, and what they came to once. */
export const departmentDispositions = z.object({ required: z.boolean(), items: z.array(disposition), retired: z.array(disposition) });
export type DepartmentDispositions = z.infer<typeof departmentDispositions>;
export const renameDisposition = z.object({ label: text(80) });
