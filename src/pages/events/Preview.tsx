import { X } from 'lucide-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Trace } from '../../model/trace.ts';
import { BUTTON_CLASS, IconButton } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { errorTitle } from '../../ui/figure/error-words.ts';
import { EventTime, StatusWords } from '../../ui/figure/event-words.tsx';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { toOpLook } from '../../ui/op.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { useEscape } from '../../ui/use-escape.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { traceLink } from '../../view/links.ts';
import { useErrorLink } from '../../view/use-error-link.ts';
import { useTrace } from '../../view/use-trace.ts';
import { useView } from '../../view/use-view.ts';
import css from './preview.module.css';
import { miniWaterfall } from './mini-waterfall.ts';

const BARS = 28;
const TAGS = 12;

/** One event at a glance: its spans in miniature, its errors and its tags, and the way to its trace. */
export function Preview(props: {
  readonly trace: string;
  readonly span: string;
  readonly onClose: () => void;
}): ReactNode {
  const { trace: traceId, span, onClose } = props;
  const { view } = useView();
  const { data, problem, retry } = useTrace(traceId);
  const said = useMemo(() => (data === undefined ? '' : previewWords(data.trace, span)), [data, span]);
  useEscape(onClose, { step: 'panel' });
  return (
    <aside className={css.preview} aria-label="Preview">
      {/* The focus stays in the list: what came is read from here. */}
      <p className="hidden" role="status">
        {said}
      </p>
      <header className={css.head}>
        <Link
          to={traceLink(view, { trace: traceId, span })}
          className={BUTTON_CLASS}
          data-look="plain"
          data-size="small"
        >
          Open trace
        </Link>
        <CopyButton text={() => traceId} label="Copy the trace id" isIconOnly look="ghost" size="small" />
        <IconButton
          label="Close the preview"
          size="small"
          icon={<X size={14} strokeWidth={1.5} aria-hidden />}
          onClick={onClose}
        />
      </header>
      {problem !== null && <ProblemPanel problem={problem} onRetry={retry} size="widget" />}
      {problem === null && data === undefined && <Skeleton height={320} />}
      {data !== undefined && <Glance trace={data.trace} span={span} />}
    </aside>
  );
}

/** What an event is, in a sentence for who does not see the panel. */
function previewWords(trace: Trace, span: string): string {
  const mini = miniWaterfall(trace, span, BARS);
  if (mini === null) return 'Preview: the trace has no span of it';
  const transaction = trace.transactions.get(mini.root);
  const spans = mini.bars.length + mini.left;
  const errors = mini.bars.flatMap(({ node }) => trace.errors.get(node) ?? []).length;
  return [
    `Preview of ${toVisibleLine(transaction?.transaction ?? mini.bars[0]?.description ?? '')}`,
    formatDuration(trace.duration[mini.root] ?? Number.NaN),
    ...(transaction === undefined ? [] : [transaction.status]),
    `${formatCount(spans)} ${spans === 1 ? 'span' : 'spans'}`,
    ...(errors === 0 ? [] : [`${formatCount(errors)} ${errors === 1 ? 'error' : 'errors'}`]),
  ].join(', ');
}

function Glance({ trace, span }: { readonly trace: Trace; readonly span: string }): ReactNode {
  const { zone } = useView().view;
  const toLink = useErrorLink();
  const mini = useMemo(() => miniWaterfall(trace, span, BARS), [trace, span]);
  if (mini === null) return <p className={css.quiet}>The trace has no span of this event.</p>;
  const transaction = trace.transactions.get(mini.root);
  const errors = mini.bars.flatMap(({ node }) => trace.errors.get(node) ?? []);
  const end = trace.startTime + (trace.start[mini.root] ?? 0) + (trace.duration[mini.root] ?? 0);
  return (
    <>
      <h2 className={css.title}>
        <OpGlyph op={mini.bars[0]?.op ?? ''} />
        {toVisibleLine(transaction?.transaction ?? mini.bars[0]?.description ?? '')}
      </h2>
      <p className={css.facts}>
        <b>{formatDuration(trace.duration[mini.root] ?? Number.NaN)}</b>
        {transaction !== undefined && (
          <StatusWords status={transaction.status} code={transaction.httpStatus ?? Number.NaN} />
        )}
        <EventTime at={end} zone={zone} />
      </p>
      <ol className={css.bars} aria-label="Its spans">
        {mini.bars.map(({ node, depth, op, description, from, length, duration, isFault }) => (
          <li key={node} title={`${op} ${toVisibleLine(description)}, ${formatDuration(duration)}`}>
            <span style={{ paddingLeft: Math.min(depth, 8) * 8 }}>
              {toVisibleLine(description === '' ? op : description)}
            </span>
            <span className={css.lane}>
              <i
                data-fault={isFault ? true : undefined}
                style={{
                  left: `${from * 100}%`,
                  width: `${length * 100}%`,
                  background: `var(${toOpLook(op).cssVar})`,
                }}
              />
            </span>
            <span>{formatDuration(duration)}</span>
          </li>
        ))}
      </ol>
      {mini.left > 0 && (
        <p className={css.quiet}>
          and {mini.left} shorter {mini.left === 1 ? 'span' : 'spans'}
        </p>
      )}
      {errors.length > 0 && (
        <>
          <h3 className={css.part}>Errors</h3>
          <ul className={css.errors}>
            {errors.map((error) => (
              <li key={error.eventId}>
                <Link to={toLink(error)}>{errorTitle(error)}</Link> {toVisibleLine(error.message, 160)}
              </li>
            ))}
          </ul>
        </>
      )}
      {transaction !== undefined && transaction.tags.size > 0 && (
        <>
          <h3 className={css.part}>Tags</h3>
          <dl className={css.tags}>
            {[...transaction.tags].slice(0, TAGS).map(([key, value]) => (
              <div key={key}>
                <dt>{toVisibleLine(key)}</dt>
                <dd title={value}>{toVisibleLine(value)}</dd>
              </div>
            ))}
          </dl>
          {transaction.tags.size > TAGS && (
            <p className={css.quiet}>and {transaction.tags.size - TAGS} more, in its trace</p>
          )}
        </>
      )}
    </>
  );
}
