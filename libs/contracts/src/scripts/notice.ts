import { z } from 'zod';
import { id } from '../shared/primitives.js';

/** What a call's script told somebody, as he may read it. */
export const notice = z.object({ id, callId: id, text: z.string() });
export type Notice = z.infer<typeof notice>;
