import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Incident } from '../../model/alert-state.ts';
import { print } from '../../search/print.ts';
import { ChartTools } from '../../ui/chart/ChartTools.tsx';
import { NumbersTable } from '../../ui/chart/NumbersTable.tsx';
import { useTakenDrawing } from '../../ui/chart/use-taken-drawing.ts';
import type { Problem } from '../../model/result.ts';
import type { Milliseconds } from '../../model/time.ts';
import { Note } from '../../ui/states/Note.tsx';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { eventsLink } from '../../view/links.ts';
import { widgetWords } from '../../view/metric-words.ts';
import { useChartTable } from '../../view/use-chart-look.ts';
import { useView } from '../../view/use-view.ts';
import { comparedValues } from './loaded-ticks.ts';
import { HEIGHT, RuleChart } from './RuleChart.tsx';
import type { RuleChartProps } from './RuleChart.tsx';
import { ruleHeads, ruleRows, toRuleTable } from './rule-table.ts';
import { SpanToggle } from './SpanToggle.tsx';
import type { Preview } from './use-preview.ts';
import css from './alerts.module.css';

const NOT_MEASURED: Problem = {
  kind: 'unreachable',
  message: 'What the rule would have measured could not be asked for.',
  advice: 'It is asked for again as time goes on, and for any other time at once.',
};

/** What a rule measured over the time that is looked at, as a chart or as a table, under its head. */
export function RuleFigure(props: {
  readonly rule: AlertRule;
  /** Left out while it is on its way, and where it could not be had. */
  readonly preview: Preview | undefined;
  readonly isPending: boolean;
  readonly incidents: readonly Incident[];
  /** What an incident that is open lasts by; the end of the time where it is left out. */
  readonly now?: number;
  /** How long rows are waited for before a minute counts as over. */
  readonly delay: Milliseconds;
  readonly onThreshold?: RuleChartProps['onThreshold'];
  readonly head: ReactNode;
}): ReactNode {
  const { rule, preview, isPending, incidents, now, delay, onThreshold, head } = props;
  const { view } = useView();
  const { zone } = view;
  const tableUse = useChartTable('rule');
  const ticks = preview?.ticks;
  const values = useMemo(
    () => (ticks === undefined ? new Float64Array() : comparedValues(rule, ticks)),
    [rule, ticks],
  );
  const { box, taken } = useTakenDrawing(() =>
    ticks === undefined || ticks.length === 0 ? null : toRuleTable(rule, ticks, values),
  );
  const name = widgetWords(rule.measure);
  return (
    <>
      <header className={css.previewHead}>
        {head}
        <ChartTools name={name} taken={taken} tableUse={tableUse}>
          <SpanToggle />
        </ChartTools>
      </header>
      {preview === undefined ? (
        isPending ? (
          <Skeleton height={HEIGHT} />
        ) : (
          <div style={{ minHeight: HEIGHT }}>
            <ProblemPanel problem={NOT_MEASURED} size="widget" />
          </div>
        )
      ) : tableUse.isTable ? (
        <NumbersTable
          name={name}
          heads={ruleHeads(preview.range.start, zone)}
          rows={ruleRows(rule, preview.ticks, values, incidents, zone)}
          height={HEIGHT}
        />
      ) : (
        <div ref={box}>
          <RuleChart
            name={name}
            rule={rule}
            ticks={preview.ticks}
            range={preview.range}
            incidents={incidents}
            zone={zone}
            now={now ?? preview.range.end}
            eventsOf={(at) =>
              eventsLink({
                ...view,
                range: { start: at - delay - rule.window, end: at - delay },
                environments: rule.environments,
                projects: [],
                search: print(rule.where),
              })
            }
            {...(onThreshold !== undefined && { onThreshold })}
          />
        </div>
      )}
      {preview !== undefined && preview.problem !== null && <Note text={preview.problem} />}
    </>
  );
}
