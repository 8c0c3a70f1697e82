import { sayLength } from '../time/say-when.js';
import { useNow } from '../time/use-now.js';

/** Time since a moment, ticking. */
export function Elapsed({ since }: { since: string }) {
  const now = useNow();
  return <span className="figures">{sayLength((now.getTime() - Date.parse(since)) / 1000)}</span>;
}
