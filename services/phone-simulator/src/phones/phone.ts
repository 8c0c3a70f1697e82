import { z } from 'zod';

export const phoneBehaviours = ['manual', 'answer', 'decline', 'no-answer', 'voicemail', 'unreachable'] as const;

export const phoneSchema = z.strictObject({
  /** `client:ivan_1`, `sip:ivan@pbx.example`, `+359…` */
  address: z.string().min(1).max(300),
  kind: z.enum(['sip', 'mobile', 'client']),
  behaviour: z.enum(phoneBehaviours).default('manual'),
  /** How long it rings before it does that; a voicemail picks up after 15 s unless told otherwise. */
  afterMs: z.number().int().min(0).optional(),
  /** Keys pressed when first asked for some. */
  digits: z
    .string()
    .regex(/^[0-9*#]*$/)
    .optional(),
  /** Stays this long in a conversation, then hangs up. */
  talkMs: z.number().int().min(0).optional(),
  toneHz: z.number().int().min(50).max(3_000).optional(),
});
export type Phone = z.infer<typeof phoneSchema>;

/** A SIP address without its parameters, in small letters; other addresses as they are. */
export function addressKey(address: string): string {
  return /^sips?:/i.test(address) ? (address.toLowerCase().split(/[;?]/, 1)[0] ?? address) : address;
}
