import { capabilities, roles } from '@ringbase/domain';
import { z } from 'zod';
import { departmentRef, id, personRef } from '../shared/primitives.js';

export const locales = ['en', 'ru', 'bg'] as const;
export const locale = z.enum(locales);
export type Locale = z.infer<typeof locale>;

export const signIn = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) });

/** Who is signed in and what the console may offer him. */
export const session = z.object({
  person: z.object({ id, name: z.string(), email: z.string(), role: z.enum(roles), locale, timeZone: z.string() }),
  superior: personRef.nullable(),
  departments: z.array(departmentRef),
  capabilities: z.array(z.enum(capabilities)),
  seesNumbers: z.boolean(),
  company: z.object({ name: z.string() }),
});
export type Session = z.infer<typeof session>;

export const changeLocale = z.object({ locale });

/** What the browser's telephone needs: `url` is the ws of the simulated telephone or null for the provider's own SDK. */
export const softphoneToken = z.object({
  token: z.string(),
  identity: z.string(),
  expiresAt: z.string(),
  adapter: z.enum(['simulated', 'twilio']),
  url: z.string().nullable(),
});
export type SoftphoneToken = z.infer<typeof softphoneToken>;
