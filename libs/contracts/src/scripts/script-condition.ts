import { callerKinds, presenceStatuses, type ScriptCondition, variableTests } from '@ringbase/domain';
import { z } from 'zod';
import { id } from '../shared/primitives.js';
import { e164, minuteOfDay, nameOfVariable, plainText, weekday } from './script-primitives.js';

const MOST = 50;
const minuteOfEnd = z.int().min(1).max(1440);

/** A question about a call that has a yes and a no. */
export const scriptCondition: z.ZodType<ScriptCondition> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('open') }),
      z.strictObject({ kind: z.literal('holiday') }),
      z.strictObject({ kind: z.literal('caller'), is: z.enum(callerKinds) }),
      z.strictObject({
        kind: z.literal('caller-number'),
        prefixes: z
          .array(z.string().regex(/^\+\d{1,15}$/, 'must be a plus and digits'))
          .min(1)
          .max(MOST),
      }),
      z.strictObject({ kind: z.literal('client'), clientIds: z.array(id).min(1).max(MOST) }),
      z.strictObject({ kind: z.literal('owner-presence'), in: z.array(z.enum(presenceStatuses)).min(1).max(presenceStatuses.length) }),
      z.strictObject({ kind: z.literal('dialled'), numbers: z.array(e164).min(1).max(MOST) }),
      z.strictObject({ kind: z.literal('variable'), name: nameOfVariable, test: z.enum(variableTests), value: plainText(200) }),
      z.strictObject({ kind: z.literal('time-of-day'), from: minuteOfDay, until: minuteOfEnd, weekdays: z.array(weekday).max(7) }),
      z.strictObject({ kind: z.literal('share'), percent: z.number().min(0).max(100) }),
      z.strictObject({ kind: z.literal('all'), of: z.array(scriptCondition).max(MOST) }),
      z.strictObject({ kind: z.literal('any'), of: z.array(scriptCondition).max(MOST) }),
      z.strictObject({ kind: z.literal('not'), of: scriptCondition }),
    ]),
  )
  .meta({ id: 'ScriptCondition' });
