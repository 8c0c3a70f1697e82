import type { ReactNode } from 'react';
import styles from './desk.module.css';

export function DeskSection({ title, count, testId, children }: { title: string; count: number; testId: string; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section className={styles.section} data-testid={testId}>
      <h2>
        {title} <span className="dimmed figures">{count}</span>
      </h2>
      <ul>{children}</ul>
    </section>
  );
}
