import type { clientSummary } from '@ringbase/contracts';
import type { z } from 'zod';

export type ClientSummary = z.infer<typeof clientSummary>;
