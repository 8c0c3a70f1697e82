// biome-ignore-all lint/a11y/useSemanticElements: rows are virtual and placed by hand, which the elements of a table cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, rows are told by aria-activedescendant
import { VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../keyboard/use-shortcuts.js';
import styles from './data-list.module.css';
import { type Column, DataRow } from './data-row.js';
import { useWidth } from './use-width.js';

const rowHeight = 36;

export type { Column } from './data-row.js';
export type Sorting = { by: string; direction: 'asc' | 'desc'; change: (by: string) => void };

type Props<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  idOf: (row: Row) => string;
  chosen: string | null;
  /** A click, or `j` and `k`. */
  onChoose: (row: Row) => void;
  /** Enter, or a double click. */
  onOpen?: (row: Row) => void;
  /** Space. */
  onLook?: (row: Row) => void;
  onEnd?: () => void;
  sorting?: Sorting;
  least?: number;
  testId?: string;
};

/** The one table: sticky head, rows of 36 px of which only the visible are drawn, and its keys. */
export function DataList<Row>(props: Props<Row>) {
  const { label, rows, idOf, chosen, onChoose, onOpen, onLook, onEnd, sorting, least, testId } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const columns = useMemo(() => props.columns.filter(({ from = 0 }) => width >= from), [props.columns, width]);
  const idPrefix = useId();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 34,
    scrollPaddingEnd: 8,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= 0 && last >= rows.length - 20) onEnd?.();
  }, [last, rows.length, onEnd]);

  const at = rows.findIndex((row) => idOf(row) === chosen);
  const move = (by: number) => {
    const index = at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
    const row = rows[index];
    if (!row) return;
    onChoose(row);
    virtual.scrollToIndex(index);
  };
  const withChosen = (act: ((row: Row) => void) | undefined) => () => {
    const row = rows[at];
    if (row && act) act(row);
  };
  const rowUnder = (target: EventTarget): Row | undefined => {
    if (!(target instanceof HTMLElement) || target.closest('a,button')) return undefined;
    const id = target.closest<HTMLElement>('[data-row-id]')?.dataset['rowId'];
    return rows.find((row) => idOf(row) === id);
  };
  // Enter and Space on a link or a button inside the page are its own.
  const unlessOnControl = (act: () => void) => (event: KeyboardEvent) => {
    const control = event.target instanceof HTMLElement && event.target.closest<HTMLElement>('a,button');
    if (control) control.click();
    else act();
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: unlessOnControl(withChosen(onOpen)),
    Space: unlessOnControl(withChosen(onLook)),
  });

  const tracks = { '--columns': columns.map((column) => column.width).join(' '), '--least': `${least ?? 0}px` } as CSSProperties;
  return (
    <div
      ref={scroller}
      className={styles.list}
      style={tracks}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={at === -1 ? undefined : `${idPrefix}${at}`}
      tabIndex={0}
      data-testid={testId}
    >
      <div className={styles.head} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <ColumnHead key={column.key} column={column} sorting={sorting} />
        ))}
      </div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the grid's */}
      <div
        className={styles.body}
        style={{ height: virtual.getTotalSize() }}
        role="rowgroup"
        onClick={(event) => {
          const row = rowUnder(event.target);
          if (!row) return;
          onChoose(row);
          onLook?.(row);
        }}
        onDoubleClick={(event) => {
          const row = rowUnder(event.target);
          if (row) onOpen?.(row);
        }}
      >
        {items.map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <DataRow
              key={idOf(row)}
              id={`${idPrefix}${item.index}`}
              rowId={idOf(row)}
              row={row}
              columns={columns}
              index={item.index}
              start={item.start}
              chosen={item.index === at}
            />
          );
        })}
      </div>
    </div>
  );
}

function ColumnHead<Row>({ column, sorting }: { column: Column<Row>; sorting: Sorting | undefined }) {
  const sorted = sorting && column.sort === sorting.by ? sorting.direction : null;
  const by = column.sort;
  const Arrow = sorted === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <div
      className={styles.cell}
      role="columnheader"
      data-align={column.align}
      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
    >
      {sorting && by ? (
        <button type="button" className={styles.sort} onClick={() => sorting.change(by)}>
          {column.head}
          {sorted && <Arrow size={12} aria-hidden />}
        </button>
      ) : column.bare ? (
        <VisuallyHidden>{column.head}</VisuallyHidden>
      ) : (
        column.head
      )}
    </div>
  );
}

/** How many there are, at the foot of a list. */
export function ListFoot({ shown, total, children }: { shown: number; total: number | null; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={styles.foot}>
      <span className="figures">
        {total !== null && total > shown ? t('list.shownOf', { shown, total }) : t('list.total', { count: total ?? shown })}
      </span>
      {children}
    </div>
  );
}
