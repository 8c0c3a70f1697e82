import type { CallScript } from '@ringbase/domain';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../people/people-queries.js';
import { outletsOf, sayOutlet } from './chart/outlets.js';
import { orderBlocks } from './order-blocks.js';
import { sayBlock } from './say-block.js';
import styles from './scripts.module.css';

/** A script to be read: each block, what it does and where it leads, in the order in which calls come to them. */
export function ScriptOutline({ script, lit = [] }: { script: CallScript; lit?: readonly string[] }) {
  const { t, i18n } = useTranslation();
  const people = useQuery(peopleQuery);
  const names = new Map(people.data?.items.map(({ id, name }) => [id, name]));
  return (
    <ol className={styles.blocks} aria-label={t('scripts.blocks')} data-testid="script-outline">
      {orderBlocks(script).map(([id, block]) => (
        <li key={id} id={`block-${id}`} className={styles.block} data-lit={lit.includes(id)} data-testid={`block-${id}`}>
          <code>{id}</code>
          <span>{sayBlock(t, block, i18n.language, (person) => names.get(person))}</span>
          <ul className={styles.ways}>
            {outletsOf(block).map((outlet) => (
              <li key={outlet.id}>
                <span className="dimmed">{sayOutlet(t, outlet)} → </span>
                <a href={`#block-${outlet.to}`} className="link" onClick={(event) => jumpTo(event, outlet.to)}>
                  {outlet.to}
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** The address stays the page's own: only the eye and the focus go there. */
function jumpTo(event: { preventDefault: () => void }, block: string): void {
  event.preventDefault();
  const place = document.getElementById(`block-${block}`);
  place?.scrollIntoView({ block: 'center' });
  place?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
}
