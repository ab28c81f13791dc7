import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Query } from '../../../model/query.ts';
import { isTimeKey } from '../../../model/query.ts';
import type { Result } from '../../../model/result.ts';
import { WORK } from '../../../model/transaction.ts';
import type { Work } from '../../../model/transaction.ts';
import { shownOf } from '../../../ui/chart/hidden-lines.ts';
import { Legend } from '../../../ui/chart/Legend.tsx';
import { StackChart } from '../../../ui/chart/StackChart.tsx';
import type { NamedLayer } from '../../../ui/chart/StackChart.tsx';
import { toBuckets } from '../../../ui/chart/series.ts';
import { toOpLook } from '../../../ui/op.ts';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../../ui/states/Skeleton.tsx';
import { ValueMenu } from '../../../ui/table/CellMenu.tsx';
import type { ComparedScope } from '../../../view/compare.ts';
import { workQuery } from '../../../view/plot-questions.ts';
import { numbersOf } from '../../../view/read-result.ts';
import { useAsk } from '../../../view/use-ask.ts';
import { useValueActions } from '../../../view/use-value-actions.ts';
import { useHiddenLines } from '../../../view/use-chart-look.ts';
import { useView } from '../../../view/use-view.ts';
import css from './plot.module.css';

const NAME = 'Mean time by kind of work';
/** Height of its legend. */
const LEGEND = 24;

/** One layer of a colour of its own: `browser` and `ui` have the same, and are one. */
interface WorkLayer extends NamedLayer {
  readonly works: readonly Work[];
}

/** Milliseconds of each kind of work in the mean transaction of a bucket; what no kind explains is the last. */
function toLayers(result: Result): WorkLayer[] {
  const count = numbersOf(result, 'count').values;
  const mean = (sums: Float64Array): Float64Array =>
    sums.map((sum, index) =>
      (count[index] ?? 0) > 0 ? (Number.isFinite(sum) ? sum : 0) / (count[index] ?? 1) : Number.NaN,
    );
  const layers = new Map<string, WorkLayer>();
  for (const work of WORK) {
    const values = mean(numbersOf(result, `sum(spans.${work})`).values);
    if (!values.some((value) => value > 0)) continue;
    const colour = `var(${toOpLook(work).cssVar})`;
    const same = layers.get(colour);
    layers.set(colour, {
      key: same?.key ?? work,
      label: same === undefined ? work : `${same.label}, ${work}`,
      colour,
      values: same === undefined ? values : values.map((value, index) => value + (same.values[index] ?? 0)),
      works: [...(same?.works ?? []), work],
    });
  }
  const works = [...layers.values()];
  const whole = mean(numbersOf(result, 'sum').values);
  // Kinds that ran at the same time may sum up to more than the transaction took.
  const other = whole.map((value, index) =>
    Math.max(0, value - works.reduce((sum, { values }) => sum + (values[index] ?? 0), 0)),
  );
  return [
    ...works,
    { key: 'other', label: 'other time', colour: 'var(--body-fill)', values: other, works: [] },
  ];
}

function bucketsOf(asked: Query, result: Result) {
  return toBuckets({
    times: numbersOf(result, 'time').values,
    step: asked.by.find(isTimeKey)?.time ?? 1,
    range: asked.range,
    shift: 0,
    other: '',
    unit: 'ms',
    isShare: false,
    lines: [],
    rows: numbersOf(result, 'sampled_count').values,
    covered: result.covered,
  });
}

/** Where the time of the mean transaction goes, over time. */
export function WorkPlot({
  scope,
  height,
}: {
  readonly scope: ComparedScope;
  readonly height: number;
}): ReactNode {
  const { zone } = useView().view;
  const query = workQuery(scope);
  const answer = useAsk(query);
  const { data, asked } = answer;
  const make = useValueActions();
  const legend = useHiddenLines();
  const [emphasised, setEmphasised] = useState<string | null>(null);
  const { hidden } = legend;
  const drawn = useMemo(
    () =>
      data === undefined || asked === undefined
        ? null
        : { layers: toLayers(data), buckets: bucketsOf(asked, data), range: asked.range },
    [data, asked],
  );
  const entries = useMemo(() => (drawn?.layers ?? []).map((layer) => ({ ...layer, id: layer.key })), [drawn]);
  const layers = useMemo(() => shownOf(entries, hidden), [entries, hidden]);
  return (
    <ResultPanel
      answer={answer}
      skeleton={<Skeleton height={height} />}
      empty={<EmptyPanel message="No transactions" />}
    >
      {() =>
        drawn !== null && (
          <>
            <div className={css.work}>
              <ValueMenu
                values={entries.flatMap(({ works }) =>
                  works.map((work) => make.ofPresence(`Time in ${work}`, `spans.${work}`)),
                )}
                label="Filter by kind of work"
              >
                Mean time of a transaction, by kind of work
              </ValueMenu>
              <Legend name={NAME} entries={entries} use={legend} onEmphasise={setEmphasised} />
            </div>
            <StackChart
              name={NAME}
              {...drawn}
              layers={layers}
              emphasised={emphasised}
              zone={zone}
              height={height - LEGEND}
            />
          </>
        )
      }
    </ResultPanel>
  );
}
