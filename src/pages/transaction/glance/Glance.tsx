import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Result } from '../../../model/result.ts';
import { BUTTON_CLASS, IconButton } from '../../../ui/Button.tsx';
import { CrosshairProvider } from '../../../ui/chart/crosshair.tsx';
import { SeriesChart } from '../../../ui/chart/SeriesChart.tsx';
import { ReportParts } from '../../../ui/export/report-parts.tsx';
import { FactsSkeleton } from '../../../ui/figure/Facts.tsx';
import { EventTime, StatusWords } from '../../../ui/figure/event-words.tsx';
import { Figure } from '../../../ui/figure/Figure.tsx';
import { formatCount, formatDuration, formatMinute, formatPercent } from '../../../ui/format.ts';
import { OpGlyph } from '../../../ui/OpGlyph.tsx';
import { Boundary } from '../../../ui/states/Boundary.tsx';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../../ui/states/ResultPanel.tsx';
import { RowsSkeleton } from '../../../ui/states/RowsSkeleton.tsx';
import { Skeleton } from '../../../ui/states/Skeleton.tsx';
import { StarButton } from '../../../ui/table/StarButton.tsx';
import { useEscape } from '../../../ui/use-escape.ts';
import { toVisibleLine } from '../../../ui/visible-text.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { toEventRows } from '../../../view/event-rows.ts';
import { traceLink, transactionLink } from '../../../view/links.ts';
import { curvesQuery } from '../../../view/plot-questions.ts';
import { isKnown, readShow, textsOf } from '../../../view/read-result.ts';
import { useAsk, useList } from '../../../view/use-ask.ts';
import { useCompareWords } from '../../../view/use-compare-words.ts';
import { useProjectLabel, useSettings } from '../../../view/use-settings.ts';
import { useStars } from '../../../view/use-stars.ts';
import { useTransactionScope } from '../../../view/use-transaction-scope.ts';
import { useView } from '../../../view/use-view.ts';
import type { TransactionId } from '../../../view/view.ts';
import { FACT_LABELS, Facts } from '../Facts.tsx';
import { Operations } from '../Operations.tsx';
import { eventsList, factsQuery, opQuery } from '../questions.ts';
import { toTimeCharts } from '../time-charts.ts';
import css from './glance.module.css';

const HEIGHT = 140;
const EVENTS = 5;

/** A transaction at a glance: its numbers, its percentiles over time, where its time goes and its slow events, and the way to its page. */
export function Glance(props: { readonly id: TransactionId; readonly onClose: () => void }): ReactNode {
  const { id, onClose } = props;
  const { view } = useView();
  const scope = useTransactionScope(id);
  const query = factsQuery(scope);
  const answer = useAsk(query);
  const { settings } = useSettings();
  const { isStarred, toggle } = useStars();
  const projectLabel = useProjectLabel();
  const ops = useAsk(opQuery(scope)).data;
  const name = id.transaction === '' ? '(no name)' : toVisibleLine(id.transaction);
  const { data } = answer;
  const [said, setSaid] = useState('');
  // Once: on a page that is live the numbers go on.
  if (said === '' && data !== undefined && isKnown(data)) setSaid(glanceWords(name, data));
  useEscape(onClose, { step: 'panel' });
  return (
    // What a report of the page says is of the page, not of what lies over it.
    <ReportParts>
      <aside className={css.panel} aria-label={`Preview of ${name}`}>
        <header className={css.head}>
          <Link to={transactionLink(view, id)} className={BUTTON_CLASS} data-look="plain" data-size="small">
            Open transaction
          </Link>
          <StarButton
            name={name}
            isStarred={isStarred(id)}
            onToggle={toggle === null ? null : () => toggle(id)}
          />
          <IconButton
            label="Close the preview"
            size="small"
            icon={<X size={14} strokeWidth={1.5} aria-hidden />}
            onClick={onClose}
          />
        </header>
        {/* The focus stays in the list: what came is read from here. */}
        <p className="hidden" role="status">
          {said}
        </p>
        <h2 className={css.title}>
          <OpGlyph op={ops === undefined ? '' : (textsOf(ops, 'op')[0] ?? '')} />
          {name}
        </h2>
        <p className={css.quiet}>
          {toVisibleLine(projectLabel(id.project))}
          {data !== undefined &&
            isKnown(data) &&
            ` · ${formatCount(data.matched)} ${data.matched === 1 ? 'event' : 'events'}`}
        </p>
        <ResultPanel
          answer={answer}
          size="widget"
          skeleton={<FactsSkeleton labels={FACT_LABELS} />}
          empty={<EmptyPanel size="widget" message="No events of it here" />}
        >
          {(result) => (
            <>
              <div className={css.facts}>
                <Facts
                  id={id}
                  asked={answer.asked ?? query}
                  result={result}
                  thresholds={settings?.thresholds}
                />
              </div>
              <Boundary what="The chart" size="widget">
                <Percentiles scope={scope} />
              </Boundary>
              <Boundary what="The operations" size="widget">
                <div className={css.part}>
                  <Operations scope={scope} />
                </div>
              </Boundary>
              <Boundary what="The events" size="widget">
                <SlowEvents scope={scope} id={id} />
              </Boundary>
            </>
          )}
        </ResultPanel>
      </aside>
    </ReportParts>
  );
}

/** What a transaction is like, in a sentence for who does not see the panel. */
function glanceWords(name: string, result: Result): string {
  const events = `${formatCount(result.matched)} ${result.matched === 1 ? 'event' : 'events'}`;
  if (result.matched === 0) return `Preview of ${name}: no events`;
  return `Preview of ${name}: ${events}, p95 ${formatDuration(readShow(result, { metric: 'p95' }))}, ${formatPercent(readShow(result, { metric: 'failure_rate' }))} failed`;
}

function Percentiles({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const { zone, curveScale } = useView().view;
  const isLog = curveScale === 'log';
  const answer = useAsk(curvesQuery(scope));
  const other = useCompareWords(formatMinute).noun;
  const { data, asked } = answer;
  const series = useMemo(
    () =>
      data === undefined || asked === undefined ? null : toTimeCharts(asked, data, other, isLog).percentiles,
    [data, asked, other, isLog],
  );
  return (
    <section aria-label="Percentiles over time" className={css.part}>
      <h3>Percentiles over time</h3>
      <ResultPanel answer={answer} size="widget" skeleton={<Skeleton height={HEIGHT} />} empty={null}>
        {() =>
          series !== null && (
            <CrosshairProvider>
              <SeriesChart
                name="Percentiles of the duration"
                series={series}
                zone={zone}
                height={HEIGHT}
                hasEndLabels
              />
            </CrosshairProvider>
          )
        }
      </ResultPanel>
    </section>
  );
}

/** The slowest of those up to the p95, each with its trace. */
function SlowEvents(props: { readonly scope: ComparedScope; readonly id: TransactionId }): ReactNode {
  const { scope, id } = props;
  const { view } = useView();
  const answer = useList(eventsList(scope, 'slow', EVENTS));
  return (
    <section aria-label="Slow events" className={css.part}>
      <h3>Slow events, up to the p95</h3>
      <ResultPanel
        answer={answer}
        size="widget"
        skeleton={<RowsSkeleton rows={EVENTS} height={28} head={0} />}
        empty={null}
      >
        {(result) => (
          <ol className={css.events}>
            {toEventRows(result).map(({ event, trace, span, at, duration, status, httpStatus }) => (
              <li key={`${event}${span}`}>
                <Link to={traceLink({ ...view, transaction: id }, { trace, span })}>
                  <span className="hidden">Trace of the event of </span>
                  <EventTime at={at} zone={view.zone} />
                </Link>
                <StatusWords status={status} code={httpStatus} />
                <b>
                  <Figure name="duration" value={duration} unit="ms" />
                </b>
              </li>
            ))}
          </ol>
        )}
      </ResultPanel>
    </section>
  );
}
