import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { MINUTE } from '../../model/time.ts';
import type { Range } from '../../model/time.ts';
import type { Source } from '../../model/source.ts';
import { MOST_SURVEYED } from '../../model/survey.ts';
import type { SpanStatistic, Survey, SurveyQuestion } from '../../model/survey.ts';
import { CURRENT_LIMITS } from '../../trace/findings/finding.ts';
import { Button } from '../../ui/Button.tsx';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatCount } from '../../ui/format.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { AnswerPanel } from '../../ui/states/AnswerPanel.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import css from '../../ui/explain/explain.module.css';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { useReport } from '../../view/use-report.ts';
import type { TransactionId } from '../../view/view.ts';
import own from './operations.module.css';

/** Of more events the spans are read when somebody asks for them. */
const READ_AT_ONCE = 2_000;
const EVERY = 10 * MINUTE;
const MOST = 10;

function askSurvey(source: Source, question: SurveyQuestion, signal: AbortSignal): Promise<Survey> {
  return source.survey(question, signal);
}

/** Where the transaction's own time goes, by kind of span: what no span below it explains comes first. */
export function SuspectSpans(props: {
  readonly id: TransactionId;
  readonly range: Range;
  /** Events of the range, by the page's numbers. */
  readonly events: number;
  /** T of the transaction, in milliseconds. */
  readonly satisfied: number;
}): ReactNode {
  const { id, range, events, satisfied } = props;
  const { project, transaction } = id;
  const [isWanted, setIsWanted] = useState(false);
  const isOn = isWanted || events <= READ_AT_ONCE;
  const question = useMemo<SurveyQuestion>(
    () => ({
      project,
      transaction,
      range,
      spans: MOST_SURVEYED,
      limits: CURRENT_LIMITS,
      satisfied,
      like: null,
      fix: null,
    }),
    [project, transaction, range, satisfied],
  );
  const answer = useReport('suspect spans', isOn ? question : null, askSurvey, EVERY);
  const { data } = answer;
  return (
    <section aria-label="Suspect spans" className={css.panel}>
      <header className={css.head}>
        <h2>Suspect spans</h2>
        <span className={css.quiet}>
          {data === undefined
            ? 'kinds of spans by their self time: what no span below them explains'
            : `self time in ${formatCount(data.spans)} spans of ${formatCount(data.events)} of ${formatCount(data.eventsTotal)} events, whatever the search`}
        </span>
      </header>
      {!isOn ? (
        <EmptyPanel
          size="widget"
          message={`The spans of ${formatCount(events)} events have not been read`}
          advice={`They are read from the source, the newest events first, up to ${formatCount(MOST_SURVEYED)} spans.`}
          action={<Button onClick={() => setIsWanted(true)}>Read the spans</Button>}
        />
      ) : (
        <AnswerPanel answer={answer} skeleton={<RowsSkeleton rows={4} height={32} />} size="widget">
          {(survey) => <Table survey={survey} />}
        </AnswerPanel>
      )}
    </section>
  );
}

function Table({ survey }: { readonly survey: Survey }): ReactNode {
  const { statistics, events } = survey;
  const spans = statistics.toSorted((one, two) => two.self - one.self).slice(0, MOST);
  const all = statistics.reduce((sum, { self }) => sum + self, 0);
  if (spans.length === 0) {
    return (
      <EmptyPanel
        size="widget"
        message="No spans"
        advice="The source has no spans of these events: clients may send none, or they have expired."
      />
    );
  }
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label="Table of suspect spans">
      <table>
        <thead>
          <tr>
            <th scope="col" data-left>
              Span
            </th>
            <th scope="col" title="Its share of the self time of all kinds of spans">
              Self time
            </th>
            <th scope="col" title="Self time ÷ events">
              Self per event
            </th>
            <th scope="col" title="Spans ÷ events">
              Per event
            </th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
          </tr>
        </thead>
        <tbody>
          {spans.map((span) => (
            <SpanRow
              key={`${span.op} ${span.description} ${span.first}`}
              span={span}
              all={all}
              events={events}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SpanRow(props: {
  readonly span: SpanStatistic;
  readonly all: number;
  readonly events: number;
}): ReactNode {
  const { span, all, events } = props;
  const { op, description, self, count, p50, p95 } = span;
  const words = toVisibleLine(description === '' ? op : description);
  return (
    <tr>
      <td data-left>
        <span className={own.op}>
          <OpGlyph op={op} />
          <code className={css.words} title={`${op} ${words}`}>
            {words === '' ? '(no description)' : words}
          </code>
        </span>
      </td>
      <td>
        <Figure name="self share" value={self / all} unit="ratio" />
      </td>
      <td>
        <Figure name="self" value={self / events} unit="ms" />
      </td>
      <td data-metric="per event" data-exact={String(count / events)}>
        ×{Number((count / events).toPrecision(3))}
      </td>
      <td>
        <Figure name="p50" value={p50} unit="ms" />
      </td>
      <td>
        <Figure name="p95" value={p95} unit="ms" />
      </td>
    </tr>
  );
}
