import type { ReactNode } from 'react';
import { writtenFixed } from '../../../model/number-style.ts';
import type { Query } from '../../../model/query.ts';
import type { Result } from '../../../model/result.ts';
import { DEFAULT_TREND_SETTINGS } from '../../../model/trend-settings.ts';
import type { TrendSettings } from '../../../model/trend-settings.ts';
import type { Direction } from '../../../trends/classic.ts';
import { Sparkline } from '../../../ui/chart/Sparkline.tsx';
import { Figure } from '../../../ui/figure/Figure.tsx';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../../ui/states/ResultPanel.tsx';
import { formatCount, formatDuration, formatPercent } from '../../../ui/format.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { useAsk, useAskAhead } from '../../../view/use-ask.ts';
import { usePart } from '../../../view/use-part.ts';
import { useSettings } from '../../../view/use-settings.ts';
import { PanelRow } from './PanelRow.tsx';
import { PanelSkeleton } from './PanelSkeleton.tsx';
import css from './panels.module.css';
import { sparksQuery, toSparks } from './spark-question.ts';
import { panelQuery, toPanelTrends } from './trend-question.ts';
import type { PanelTrend } from './trend-question.ts';

/** The transactions whose average moved most between the halves of the range. */
export function TrendPanel(props: {
  readonly scope: ComparedScope;
  readonly kind: Direction;
  readonly rows: number;
}): ReactNode {
  const { scope, kind, rows } = props;
  const query = panelQuery(scope, kind);
  const rules = useSettings().settings?.trends ?? DEFAULT_TREND_SETTINGS;
  const askAhead = useAskAhead();
  // Charts are drawn after all else: what the rows wait for is on its way before the rows are drawn.
  const answer = useAsk(query, false, (result, asked) => {
    const sparks = sparksOf(scope, toPanelTrends(asked, result, kind, rules, rows));
    if (sparks !== null) askAhead(sparks);
  });
  const part = usePart(answer.data?.complete);
  const change = kind === 'regressed' ? 'slower' : 'faster';
  const unmoved = (
    <EmptyPanel
      size="widget"
      message={part === null ? `Nothing got ${change}` : `Nothing that is loaded got ${change}`}
      advice={`Between the halves of the range, no average changed by more than chance explains.${part === null ? '' : ` ${part}`}`}
    />
  );
  return (
    <ResultPanel
      answer={answer}
      size="widget"
      skeleton={<PanelSkeleton rows={rows} />}
      empty={<EmptyPanel size="widget" message="No transactions" />}
    >
      {(result) => (
        <Trends
          scope={scope}
          asked={answer.asked ?? query}
          result={result}
          kind={kind}
          rules={rules}
          rows={rows}
          unmoved={unmoved}
        />
      )}
    </ResultPanel>
  );
}

/** What is asked for the lines of some transactions; null for none. */
function sparksOf(scope: ComparedScope, trends: readonly PanelTrend[]): Query | null {
  const ids = trends.map(({ id }) => id);
  return ids.length === 0 ? null : sparksQuery(scope, ids);
}

function Trends(props: {
  readonly scope: ComparedScope;
  readonly asked: Query;
  readonly result: Result;
  readonly kind: Direction;
  readonly rules: TrendSettings;
  readonly rows: number;
  readonly unmoved: ReactNode;
}): ReactNode {
  const { scope, asked, result, kind, rules, rows, unmoved } = props;
  const trends = toPanelTrends(asked, result, kind, rules, rows);
  const sparks = useAsk(sparksOf(scope, trends), true);
  const lines =
    sparks.data === undefined || sparks.asked === undefined ? null : toSparks(sparks.asked, sparks.data);
  if (trends.length === 0) return unmoved;
  return (
    <ol className={css.list}>
      {trends.map((row) => (
        <PanelRow key={JSON.stringify(row.id)} id={row.id}>
          <Sparkline values={lines?.get(JSON.stringify(row.id)) ?? []} width={72} height={20} />
          <Moved row={row} kind={kind} />
        </PanelRow>
      ))}
    </ol>
  );
}

function Moved({ row, kind }: { readonly row: PanelTrend; readonly kind: Direction }): ReactNode {
  const { before, after, ratio, t, countBefore, countAfter } = row;
  const words =
    `Average ${formatDuration(before)} in the first half (${formatCount(countBefore)} events), ` +
    `${formatDuration(after)} in the second (${formatCount(countAfter)}); t = ${writtenFixed(t, 1)}.`;
  const sign = kind === 'regressed' ? '+' : '\u2212';
  return (
    <>
      <span className={css.beside} title={words}>
        {formatDuration(before)} → <Figure name="avg" value={after} unit="ms" />
      </span>
      <b className={css.value} data-tone={kind === 'regressed' ? 'bad' : 'good'} title={words}>
        <span className="hidden">{kind === 'regressed' ? 'slower by ' : 'faster by '}</span>
        {sign}
        {formatPercent(Math.abs(ratio - 1))}
      </b>
    </>
  );
}
