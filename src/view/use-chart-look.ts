import { useMemo } from 'react';
import { CHART_NAMES } from './chart-names.ts';
import type { ChartName } from './chart-names.ts';
import { useView } from './use-view.ts';

/** Whether a chart is shown as a table, and what changes that. */
export interface TableUse {
  readonly isTable: boolean;
  readonly onTable: () => void;
}

/** Whether a chart is shown as a table of its values. */
export function useChartTable(name: ChartName): TableUse {
  const { view, edit } = useView();
  const isTable = view.chartTables.includes(name);
  return {
    isTable,
    onTable: () =>
      edit(({ chartTables }) => ({
        chartTables: CHART_NAMES.filter((one) => (one === name ? !isTable : chartTables.includes(one))),
      })),
  };
}

/** Which lines of charts are left away, by their ids. */
export interface HiddenLines {
  readonly hidden: ReadonlySet<string>;
  /** Leaves away these of the lines `of` a chart, and shows its others. */
  readonly onHide: (ids: readonly string[], of: readonly string[]) => void;
}

/** Which lines charts leave away. One legend changes the lines of its own chart; those of others stay as they are. */
export function useHiddenLines(): HiddenLines {
  const { view, edit } = useView();
  const { hiddenLines } = view;
  const hidden = useMemo(() => new Set(hiddenLines), [hiddenLines]);
  return useMemo(
    () => ({
      hidden,
      onHide: (ids, of) =>
        edit(({ hiddenLines }) => ({
          hiddenLines: [...hiddenLines.filter((id) => !of.includes(id)), ...ids],
        })),
    }),
    [hidden, edit],
  );
}
