import type { ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right. */
  readonly numeric?: boolean;
  /** Left out below the desk width. */
  readonly wideOnly?: boolean;
  /** The first of a row on a narrow screen, without its label. */
  readonly isTitle?: boolean;
  readonly className?: string;
}

interface DataTableProps<Row> {
  /** What the table holds, for those who hear it. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Stands for the rows when there are none. */
  empty?: ReactNode;
}

/** Rows of one kind: hairlines above, no zebra; below the desk width each row becomes a block of labelled lines. */
export function DataTable<Row>({ label, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <table aria-label={label} className="w-full border-collapse text-sm max-desk:block">
      <thead className="max-desk:sr-only">
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={classNames(
                'px-3 pt-1 pb-2 align-bottom text-xs font-normal text-ink3 first:pl-0 last:pr-0',
                column.numeric ? 'text-right' : 'text-left',
                column.wideOnly && 'max-desk:hidden',
              )}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-desk:block">
        {rows.map((row) => (
          <tr key={rowKey(row)} className="rule-above max-desk:block max-desk:py-3 max-desk:first:shadow-none">
            {columns.map((column) => {
              const content = column.cell(row);
              return (
                <td
                  key={column.key}
                  className={classNames(
                    'align-top desk:px-3 desk:py-2 desk:first:pl-0 desk:last:pr-0 max-desk:gap-3 max-desk:py-0.5 wrap-anywhere',
                    column.isTitle ? 'max-desk:block' : 'max-desk:grid max-desk:grid-cols-[104px_minmax(0,1fr)]',
                    column.numeric && 'desk:text-right desk:whitespace-nowrap',
                    (column.wideOnly || content === undefined || content === null || content === '') && 'max-desk:hidden',
                    column.className,
                  )}
                >
                  {!column.isTitle && (
                    <span aria-hidden className="text-xs leading-5 text-ink3 desk:hidden">
                      {column.head}
                    </span>
                  )}
                  <span className="min-w-0">{content}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
