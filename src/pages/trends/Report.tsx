import { useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Cause, ChangeQuestion, ChangeReport, Part, SpanKind } from '../../model/change.ts';
import type { Scope } from '../../model/query.ts';
import { causeWords, explainInWords } from '../../trends/explain-words.ts';
import type { Wording } from '../../trends/explain-words.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { formatCount, formatDuration, formatPercent } from '../../ui/format.ts';
import { AnswerPanel } from '../../ui/states/AnswerPanel.tsx';
import { Note } from '../../ui/states/Note.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import table from '../../ui/table/table.module.css';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { useChange } from '../../view/use-change.ts';
import { useIsCut } from '../../view/use-is-cut.ts';
import type { FoundTrend } from './found.ts';
import { sidesOf } from './questions.ts';
import css from './trends.module.css';
import { formatPart, formatSigned } from './trend-words.ts';

/** Lines of the table before the rest is summed up. */
const MOST_LINES = 8;

const PARTS = [
  { value: 'all', label: 'All events' },
  { value: 'slowest', label: 'Slowest 5 %' },
] as const;

/** What spans of a group are, in a line. */
function kindWords(kind: SpanKind | undefined, group: string): string {
  if (kind === undefined) return group;
  if (kind.isOwn) return 'time in which none of its spans ran';
  return toVisibleLine(`${kind.op} ${kind.description}`.trim());
}

/** A query may be as long as a page: the sentence names it, the table has it whole. */
const MOST_LETTERS = 90;

function shortened(text: string): string {
  if (text.length <= MOST_LETTERS) return text;
  const half = MOST_LETTERS / 2;
  return `${text.slice(0, half).trimEnd()} … ${text.slice(-half).trimStart()}`;
}

function wordingOf({ kinds }: ChangeReport): Wording {
  return {
    duration: formatDuration,
    count: formatCount,
    share: formatPercent,
    group: (group) => kindWords(kinds.get(group), group),
  };
}

/** Why a transaction takes another time than before: a sentence, and the sum that it comes from. */
export function Report(props: {
  readonly trend: FoundTrend;
  readonly scope: Scope;
  readonly part: Part;
  /** Another number whenever the reader is to be led here; 0: never yet. */
  readonly led: number;
  readonly onPart: (part: Part) => void;
}): ReactNode {
  const { trend, scope, part, led, onPart } = props;
  const { project, transaction } = trend.id;
  const { at } = trend;
  const { start, end } = scope.range;
  const question = useMemo((): ChangeQuestion => {
    const [before, after] = sidesOf({ start, end }, at);
    return { project, transaction, before, after, where: scope.where, part };
  }, [project, transaction, at, start, end, scope.where, part]);
  const answer = useChange(question);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (led === 0) return;
    head.current?.focus({ preventScroll: true });
    head.current?.scrollIntoView({ block: 'start' });
  }, [led]);
  return (
    <section className={css.report} aria-label="Why it changed">
      <header>
        <h3 ref={head} tabIndex={-1}>
          Why
        </h3>
        <Toggle label="Events that are explained" choices={PARTS} chosen={part} onChoose={onPart} />
      </header>
      <AnswerPanel answer={answer} skeleton={<Reading />} size="widget">
        {(report) => <Explained report={report} />}
      </AnswerPanel>
    </section>
  );
}

function Reading(): ReactNode {
  return (
    <div aria-busy className={css.reportBusy}>
      <p className={css.quiet} role="status">
        Reading the spans of both times…
      </p>
      <Skeleton height={16} width="80%" />
      <Skeleton height={160} />
    </div>
  );
}

function Explained({ report }: { readonly report: ChangeReport }): ReactNode {
  const { explanation, before, after, complete } = report;
  const isCut = useIsCut(complete);
  const { causes } = explanation;
  const words = wordingOf(report);
  const change = explanation.after - explanation.before;
  if (before.events === 0 || after.events === 0) {
    return (
      <p className={css.sentence}>
        {before.total === 0 || after.total === 0
          ? isCut
            ? 'No event of one of the two sides is loaded, since loading was stopped: there is nothing to explain.'
            : 'There are no events on one of the two sides, so that there is nothing to explain.'
          : 'The source has no spans of the events of one of the two sides, so that there is nothing to explain.'}
      </p>
    );
  }
  const unexplained = causes.at(-1);
  const named = causes.slice(0, -1);
  const sign = change < 0 ? -1 : 1;
  const shown = named.slice(0, MOST_LINES);
  const rest = named.slice(MOST_LINES);
  const restChange = rest.reduce((sum, cause) => sum + cause.change, 0);
  const most = Math.max(...causes.map((cause) => Math.abs(cause.change)), Math.abs(restChange), 1e-9);
  return (
    <>
      <p className={css.sentence} data-testid="why">
        {explainInWords(explanation, report, { ...words, group: (group) => shortened(words.group(group)) })}
      </p>
      <div className={css.causes}>
        <table className={table.table}>
          <caption className="hidden">What the change of the average is made of</caption>
          <thead>
            <tr>
              <th scope="col" data-align="left" data-kept>
                Self time by span group, and mix of events
              </th>
              <th scope="col" data-align="left" className={css.barColumn}>
                <span className="hidden">Amount as a bar</span>
              </th>
              <th scope="col" data-kept>
                Change
              </th>
              <th scope="col" data-kept>
                Of it
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((cause, index) => (
              <Line key={index} change={cause.change} whole={change} most={most} sign={sign}>
                <CauseName cause={cause} report={report} words={words} />
              </Line>
            ))}
            {rest.length > 0 && (
              <Line change={restChange} whole={change} most={most} sign={sign}>
                <span className={css.quiet}>{formatCount(rest.length)} others</span>
              </Line>
            )}
            {unexplained !== undefined && (
              <Line change={unexplained.change} whole={change} most={most} sign={sign}>
                <span title="Time that no span accounts for, or that spans which ran side by side share.">
                  Unexplained
                </span>
              </Line>
            )}
            <tr className={css.sum}>
              <td data-align="left" data-kept>
                Change of the average
              </td>
              <td aria-hidden />
              <td data-kept>{formatSigned('duration', change)}</td>
              <td data-kept>100%</td>
            </tr>
          </tbody>
        </table>
      </div>
      <p className={css.quiet}>
        From the spans of {formatCount(before.events)} of {formatCount(before.total)} events before and{' '}
        {formatCount(after.events)} of {formatCount(after.total)} after, the newest of each side
        {explanation.part === 'slowest' &&
          `; of these the slowest 5 %, ${formatCount(explanation.countBefore)} and ${formatCount(explanation.countAfter)}`}
        .
      </p>
      {!complete && (
        <Note
          text={
            isCut
              ? 'Loading was stopped before all of both times had come: events may be missing.'
              : 'Not all of both times is loaded yet: events may be missing.'
          }
        />
      )}
    </>
  );
}

function CauseName(props: {
  readonly cause: Cause;
  readonly report: ChangeReport;
  readonly words: Wording;
}): ReactNode {
  const { cause, report, words } = props;
  const kind = cause.kind === 'self time' ? report.kinds.get(cause.group) : undefined;
  const text = causeWords(cause, words);
  return (
    <span className={css.cause} title={text}>
      {kind !== undefined && <OpGlyph op={kind.op} />}
      <span>{text}</span>
    </span>
  );
}

function Line(props: {
  readonly change: number;
  readonly whole: number;
  readonly most: number;
  /** 1 where the average rose, −1 where it fell. */
  readonly sign: number;
  readonly children: ReactNode;
}): ReactNode {
  const { change, whole, most, sign, children } = props;
  return (
    <tr>
      <td data-align="left" data-kept>
        {children}
      </td>
      <td className={css.barColumn} aria-hidden>
        <i
          className={css.causeBar}
          data-tone={change * sign > 0 ? (sign > 0 ? 'bad' : 'good') : undefined}
          style={{ width: `${(Math.abs(change) / most) * 100}%` }}
        />
      </td>
      <td data-kept>{formatSigned('duration', change)}</td>
      <td data-kept>{formatPart(change, whole)}</td>
    </tr>
  );
}
