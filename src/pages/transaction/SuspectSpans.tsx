import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { MINUTE } from '../../model/time.ts';
import type { Range } from '../../model/time.ts';
import type { Source } from '../../model/source.ts';
import { MOST_SURVEYED } from '../../model/survey.ts';
import type { Survey, SurveyQuestion } from '../../model/survey.ts';
import { CURRENT_LIMITS } from '../../trace/findings/finding.ts';
import { Button } from '../../ui/Button.tsx';
import css from '../../ui/explain/explain.module.css';
import { formatCount } from '../../ui/format.ts';
import { AnswerPanel } from '../../ui/states/AnswerPanel.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import { partLink } from '../../view/links.ts';
import { useReport } from '../../view/use-report.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import { SpanKinds } from './SpanKinds.tsx';

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
  /** All kinds there are, in the reader's order, read at once; else the first few. */
  readonly isWhole?: boolean;
}): ReactNode {
  const { id, range, events, satisfied, isWhole = false } = props;
  const name = isWhole ? 'Spans' : 'Suspect spans';
  const { project, transaction } = id;
  const { view } = useView();
  const [isWanted, setIsWanted] = useState(false);
  const isOn = isWanted || isWhole || events <= READ_AT_ONCE;
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
    <section aria-label={name} className={css.panel}>
      <header className={css.head}>
        <h2>{name}</h2>
        <span className={css.quiet}>
          {data === undefined
            ? 'kinds of spans by their self time: what no span below them explains'
            : `self time in ${formatCount(data.spans)} spans of ${formatCount(data.events)} of ${formatCount(data.eventsTotal)} events, whatever the search`}
        </span>
        {!isWhole && (
          <Link to={partLink(view, { part: 'spans' })} className={css.more} data-screen>
            All spans
          </Link>
        )}
      </header>
      {!isOn ? (
        <EmptyPanel
          size="widget"
          message={`The spans of ${formatCount(events)} events have not been read`}
          advice={`They are read from the source, the newest events first, up to ${formatCount(MOST_SURVEYED)} spans.`}
          action={<Button onClick={() => setIsWanted(true)}>Read the spans</Button>}
        />
      ) : (
        <AnswerPanel
          answer={answer}
          skeleton={<RowsSkeleton rows={isWhole ? 12 : 4} height={32} />}
          size="widget"
        >
          {(survey) => <SpanKinds survey={survey} {...(isWhole ? {} : { most: MOST })} />}
        </AnswerPanel>
      )}
    </section>
  );
}
