import { CircleAlert, Layers } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { NONE, servicesOf } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { durationParts, formatCount, momentParts, toIsoTime } from '../../ui/format.ts';
import type { TraceScope, Zone } from '../../view/view.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { ClockBadge } from './ClockBadge.tsx';
import { lengthOf } from './time-window.ts';
import type { TimeWindow } from './time-window.ts';
import { rootOf } from './shown.ts';
import type { Change, Shown } from './shown.ts';
import { VitalFacts } from './TimeMarks.tsx';
import type { VitalMark } from './vital-marks.ts';
import css from './TraceHeader.module.css';

interface TraceHeaderProps {
  readonly trace: Trace;
  readonly traceId: string;
  readonly title: string;
  readonly shown: Shown;
  readonly bounds: TimeWindow;
  readonly act: (change: Change) => void;
  readonly isNarrow: boolean;
  /** What was painted when. */
  readonly marks: readonly VitalMark[];
  /** Which clock its start is written in. */
  readonly zone: Zone;
}

const SCOPE_CHOICES: readonly { readonly value: TraceScope; readonly label: string }[] = [
  { value: 'transaction', label: 'This transaction' },
  { value: 'trace', label: 'Whole trace' },
];

/** Spans of what is in scope; missing parents are none. */
function countSpans(trace: Trace, root: number): number {
  const from = root === NONE ? 0 : root;
  const size = root === NONE ? trace.length : (trace.size[root] ?? 0);
  let missing = 0;
  for (const node of trace.missing.keys()) if (node >= from && node < from + size) missing += 1;
  return size - missing;
}

function countErrors(trace: Trace, root: number): number {
  let count = root === NONE ? trace.looseErrors.length : 0;
  const from = root === NONE ? 0 : root;
  const to = root === NONE ? trace.length : root + (trace.size[root] ?? 0);
  for (const [node, errors] of trace.errors) if (node >= from && node < to) count += errors.length;
  return count;
}

function Fact({
  count,
  one,
  many = `${one}s`,
}: {
  readonly count: number;
  readonly one: string;
  readonly many?: string;
}) {
  return (
    <span>
      <b>{formatCount(count)}</b> {count === 1 ? one : many}
    </span>
  );
}

/** What the trace is, and how much of it is shown. */
export const TraceHeader = memo(function TraceHeader(props: TraceHeaderProps): ReactNode {
  const { trace, traceId, title, shown, bounds, act, isNarrow, zone, marks } = props;
  const root = rootOf(shown);
  const total = durationParts(lengthOf(bounds));
  const started = trace.startTime + bounds.start;
  const moment = momentParts(started, zone);
  const errors = countErrors(trace, root);
  const marking = {
    'aria-pressed': shown.path,
    onClick: (): void => act({ do: 'path', path: !shown.path }),
  };
  const grouping = {
    'aria-pressed': shown.group,
    onClick: (): void => act({ do: 'group', group: !shown.group }),
  };
  const hasMore = shown.transaction !== NONE && (trace.size[shown.transaction] ?? 0) < trace.length;
  return (
    <div className={css.header}>
      <h1 className={css.title} title={title}>
        {title}
      </h1>
      <span className={css.total} title="From the first start to the last end of what is shown">
        {total.value}
        <span className={css.unit}> {total.unit}</span>
      </span>
      <div className={css.facts}>
        <Fact count={countSpans(trace, root)} one="span" />
        <Fact count={servicesOf(trace, root).length} one="service" />
        {errors > 0 && (
          <span className={css.errors}>
            <CircleAlert size={12} strokeWidth={1.75} aria-hidden />
            <Fact count={errors} one="error" />
          </span>
        )}
        <VitalFacts marks={marks} />
        <ClockBadge trace={trace} root={root} />
        {moment !== null && (
          <time dateTime={toIsoTime(started)} title={toIsoTime(started)}>
            {moment.day} <b>{moment.time}</b> {moment.zone}
          </time>
        )}
      </div>
      <div className={css.actions}>
        {hasMore && (
          <Toggle
            label="Scope"
            choices={SCOPE_CHOICES}
            chosen={shown.scope}
            onChoose={(scope) => act({ do: 'scope', scope })}
          />
        )}
        {!isNarrow && (
          <Button size="small" {...marking} title="Underline what the end waited for, at every moment">
            Critical path
          </Button>
        )}
        {isNarrow ? (
          <IconButton
            look="plain"
            label="Group siblings"
            icon={<Layers size={16} strokeWidth={1.5} aria-hidden />}
            {...grouping}
          />
        ) : (
          <Button
            size="small"
            {...grouping}
            title="Show five or more equal siblings, and chains of one op, as one row"
          >
            Group siblings
          </Button>
        )}
        <CopyButton size="small" label="Copy trace id" isIconOnly text={() => traceId} />
      </div>
    </div>
  );
});
