import type { ReactNode } from 'react';
import css from './chart.module.css';

/** A row of a chart's values as they are written, under its first cell. */
export interface NumbersRow {
  readonly name: string;
  readonly cells: readonly string[];
}

/** The values of a chart that is not over time, as a table. */
export function NumbersTable(props: {
  /** Of the chart. */
  readonly name: string;
  /** The heads of all columns; the first is of the names of the rows. */
  readonly heads: readonly string[];
  readonly rows: readonly NumbersRow[];
  readonly height: number;
}): ReactNode {
  const { name, heads, rows, height } = props;
  return (
    <div
      className={css.tableBox}
      style={{ height }}
      tabIndex={0}
      role="region"
      aria-label={`${name} as a table`}
    >
      <table className={css.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }, row) => (
            <tr key={row}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
