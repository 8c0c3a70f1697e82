// biome-ignore-all lint/a11y/useSemanticElements: rows are virtual and placed by hand, which the elements of a table cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, rows are told by aria-activedescendant
import { memo, type ReactNode } from 'react';
import styles from './data-list.module.css';

export type Column<Row> = {
  key: string;
  head: string;
  /** The head is for readers only: what stands in the column says it to the eye. */
  bare?: boolean;
  /** A track of CSS grid: `90px`, `minmax(140px, 2fr)`. */
  width: string;
  align?: 'start' | 'end';
  /** Pixels of list from which it is shown: in a narrow one what matters less gives way, instead of everything being cut off. */
  from?: number;
  /** The name by which the server sorts. */
  sort?: string;
  cell: (row: Row) => ReactNode;
};

type Props<Row> = { id: string; rowId: string; row: Row; columns: readonly Column<Row>[]; index: number; start: number; chosen: boolean };

function PlainRow<Row>({ id, rowId, row, columns, index, start, chosen }: Props<Row>) {
  return (
    <div
      id={id}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-row-id={rowId}
    >
      {columns.map((column) => (
        <div key={column.key} className={styles.cell} role="gridcell" data-align={column.align}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** Drawn again only when something of it has changed: a list is resized and scrolled far more often than its rows change. */
export const DataRow = memo(PlainRow) as typeof PlainRow;
