import { CircleAlert, CircleCheck, CircleDashed, CornerLeftUp, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { ErrorEvent, Span } from '../../model/span.ts';
import { isFailure } from '../../model/status.ts';
import type { Transaction } from '../../model/transaction.ts';
import { nodesOf, runOf } from '../../trace/group.ts';
import { isSwapped } from '../../trace/swapped.ts';
import { NONE, spanAt } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { exclude, include } from '../../search/edit.ts';
import { errorTitle } from '../../ui/figure/error-words.ts';
import { formatCount, formatDuration, formatPercent, formatPlain } from '../../ui/format.ts';
import { toVisible, toVisibleLine } from '../../ui/visible-text.ts';
import { eventsLink, transactionLink } from '../../view/links.ts';
import { useErrorLink } from '../../view/use-error-link.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import { AttributeTable } from './AttributeTable.tsx';
import { Entry, LongText, Readings, Section, timeReading } from './DetailParts.tsx';
import type { DetailsProps } from './Details.tsx';
import parts from './DetailParts.module.css';
import css from './Details.module.css';
import { SpanCopies } from './SpanCopies.tsx';
import { isSql, SqlText } from './SqlText.tsx';
import { RequestTimes } from './RequestTimes.tsx';
import { IdList } from './IdList.tsx';
import { earlyBy, sumOf } from './row-words.ts';
import { lengthOf } from './time-window.ts';

/** All that is known of one span. */
export function SpanDetails(props: DetailsProps & { readonly span: Span }): ReactNode {
  const { trace, row, bounds, span, onSelect } = props;
  const projectLabel = useProjectLabel();
  const { node } = row;
  const total = lengthOf(bounds);
  const transaction = trace.transactions.get(node);
  const errors = trace.errors.get(node) ?? [];
  const doubt = doubtOf(trace, node, span);
  return (
    <>
      <Readings
        of={[
          timeReading('duration', row.duration),
          timeReading('self', trace.self[node] ?? NaN, 'The time in which none of its children ran'),
          {
            label: `of ${props.scope}`,
            value: total > 0 ? formatPercent(Math.min(1, row.duration / total)) : '—',
          },
          timeReading('starts after', row.start - bounds.start),
        ]}
      />
      <RequestTimes span={span} />
      <section className={parts.section} aria-label="Status">
        <p className={css.line}>
          <StatusMark status={span.status} />
          {span.op !== '' && <span className={css.mono}>{toVisibleLine(span.op)}</span>}
          <span className={css.project}>{toVisibleLine(projectLabel(span.project))}</span>
        </p>
        <GroupLine trace={trace} node={node} onSelect={onSelect} />
        {doubt !== '' && (
          <p className={css.doubt}>
            <TriangleAlert size={14} strokeWidth={1.5} aria-hidden />
            {doubt}
          </p>
        )}
      </section>
      {errors.length > 0 && <Errors errors={errors} start={trace.startTime + row.start} />}
      {span.description !== '' && span.description !== transaction?.transaction && (
        <DescriptionText op={span.op} text={span.description} />
      )}
      {transaction !== undefined && <TransactionFacts transaction={transaction} />}
      <AttributeTable
        title="Attributes"
        note={formatCount(span.attributes.size)}
        attributes={span.attributes}
        onFilter={props.onFilter}
      />
      {transaction !== undefined && <Tags transaction={transaction} />}
      <SpanCopies trace={trace} node={node} span={span} />
      <IdList
        ids={[
          { label: 'Span', id: span.spanId },
          { label: 'Parent', id: span.parentId, ...parentLink(trace, node, onSelect) },
          { label: 'Trace', id: span.traceId },
          { label: 'Event', id: transaction?.eventId ?? null },
        ]}
      />
    </>
  );
}

/** The tags of a transaction, each a way to the events that have it, or have it not. */
function Tags({ transaction }: { readonly transaction: Transaction }): ReactNode {
  const { view } = useView();
  const navigate = useNavigate();
  return (
    <AttributeTable
      title="Tags"
      attributes={transaction.tags}
      what="events"
      onFilter={(key, value, how) => {
        const search = (how === 'include' ? include : exclude)(view.search, { tag: key }, value);
        void navigate(eventsLink({ ...view, search }));
      }}
    />
  );
}

/** A query is laid out in lines, all else stands as it was sent. */
function DescriptionText({ op, text }: { readonly op: string; readonly text: string }): ReactNode {
  return isSql(op, text) ? <SqlText text={text} /> : <LongText label="Description" text={text} />;
}

function parentLink(trace: Trace, node: number, onSelect: (node: number) => void): { onSelect?: () => void } {
  const parent = trace.parent[node] ?? NONE;
  return parent === NONE ? {} : { onSelect: () => onSelect(parent) };
}

function StatusMark({ status }: { readonly status: Span['status'] }): ReactNode {
  const tone = isFailure(status) ? 'bad' : status === 'ok' ? 'good' : 'none';
  const Icon = { bad: CircleAlert, good: CircleCheck, none: CircleDashed }[tone];
  return (
    <span className={css.status} data-tone={tone}>
      <Icon size={14} strokeWidth={1.5} aria-hidden />
      {status === 'unknown' ? 'no status' : status.replaceAll('_', ' ')}
    </span>
  );
}

/** The group that a span is one of, and the way to it. */
function GroupLine({
  trace,
  node,
  onSelect,
}: Pick<DetailsProps, 'trace' | 'onSelect'> & { readonly node: number }): ReactNode {
  const run = runOf(trace, node);
  if (run === null) return null;
  const count = run.to - run.from;
  return (
    <p className={css.line}>
      <button type="button" className={css.more} onClick={() => onSelect(run.from)}>
        <CornerLeftUp size={14} strokeWidth={1.5} aria-hidden />
        {`${formatCount(node - run.from + 1)} of a group of ${formatCount(count)} · ${formatDuration(sumOf(trace, nodesOf(run)))}`}
      </button>
    </p>
  );
}

/** What about a span's times cannot be right; empty where nothing is. */
function doubtOf(trace: Trace, node: number, span: Span): string {
  const parent = trace.parent[node] ?? NONE;
  const above = spanAt(trace, parent);
  if (isSwapped(span)) return 'It was sent with its end before its start; the two were swapped.';
  if (!above) return parent === NONE ? '' : 'Its parent has not arrived: where it belongs is not known.';
  const early = earlyBy(trace, node);
  if (early === 0) return '';
  const why = above.project === span.project ? '' : ' The clocks of the two services may differ.';
  return `It starts ${formatDuration(early)} before its parent.${why}`;
}

function Errors({
  errors,
  start,
}: {
  readonly errors: readonly ErrorEvent[];
  readonly start: number;
}): ReactNode {
  const toLink = useErrorLink();
  return (
    <Section title="Errors" note={formatCount(errors.length)}>
      <ul className={css.errors}>
        {errors.map((error) => (
          <li key={`${error.project} ${error.eventId}`}>
            <p className={css.errorTitle}>
              <CircleAlert size={14} strokeWidth={1.5} aria-hidden />
              <Link className={css.more} to={toLink(error)}>
                {errorTitle(error)}
              </Link>
              <span className={css.aside}>{formatDuration(error.timestamp - start)} after its start</span>
            </p>
            {error.message !== '' && <p className={css.errorMessage}>{toVisible(error.message)}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Who and what the transaction was, and the way to its page. */
function TransactionFacts({ transaction }: { readonly transaction: Transaction }): ReactNode {
  const { view } = useView();
  const { environment, release, userDisplay, sdk, httpMethod, httpStatus, weight, vitals } = transaction;
  const facts: [string, string | null][] = [
    ['environment', environment],
    ['release', release],
    ['user', userDisplay],
    ['method', httpMethod],
    ['response', httpStatus === null ? null : String(httpStatus)],
    ['sdk', sdk],
    ['stands for', weight === 1 ? null : `${formatPlain(weight)} transactions (sampled)`],
    ...Object.entries(vitals).map(([name, value]): [string, string] => [
      name.toUpperCase(),
      name === 'cls' ? formatPlain(value) : formatDuration(value),
    ]),
  ];
  return (
    <Section
      title="Transaction"
      action={
        <Link className={css.more} to={transactionLink(view, transaction)}>
          All its events
        </Link>
      }
    >
      <dl className={parts.attributes}>
        {facts
          .filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '')
          .map(([name, value]) => (
            <Entry key={name} name={name} value={value} />
          ))}
      </dl>
    </Section>
  );
}
