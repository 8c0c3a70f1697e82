import type { ScriptVersion } from '@ringbase/contracts';
import type { ScriptVersionRow } from '@ringbase/database';

export function presentVersion({ number, publishedAt, publishedBy, note }: ScriptVersionRow): ScriptVersion {
  return { number, publishedAt: publishedAt.toISOString(), publishedBy, note };
}
