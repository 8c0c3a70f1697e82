import { sayDue, sayFully, sayWhen } from '../time/say-when.js';
import { useManner } from '../time/use-manner.js';
import { useNow } from '../time/use-now.js';
import styles from './when.module.css';

/** A moment as a glance needs it, the full one on hover. */
export function When({ at, due = false }: { at: string; due?: boolean }) {
  const manner = useManner();
  const now = useNow(15);
  const moment = new Date(at);
  return (
    <time dateTime={at} title={sayFully(moment, manner)} className={styles.when}>
      {(due ? sayDue : sayWhen)(moment, now, manner)}
    </time>
  );
}
