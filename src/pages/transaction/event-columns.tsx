import { PanelRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { ClockMark } from '../../ui/ClockMark.tsx';
import { EventTime, StatusWords } from '../../ui/figure/event-words.tsx';
import { columnDurations } from '../../ui/figure/column-durations.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { WorkBar } from '../../ui/figure/WorkBar.tsx';
import { NO_VALUE, zoneName } from '../../ui/format.ts';
import { toOpLook } from '../../ui/op.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { ValueMenu } from '../../ui/table/CellMenu.tsx';
import type { TableColumn } from '../../ui/table/column.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { clockWords } from '../../view/clock-words.ts';
import type { EventRow } from '../../view/event-rows.ts';
import { linkTo, traceLink } from '../../view/links.ts';
import type { ValueActionMaker } from '../../view/use-value-actions.ts';
import type { View } from '../../view/view.ts';
import css from './transaction.module.css';

/** A column whose rows stand in the order of the list they are of: it is no column to sort by. */
function column(
  id: string,
  label: string,
  rest: Omit<TableColumn<EventRow>, 'id' | 'label' | 'head'>,
): TableColumn<EventRow> {
  return { id, label, head: <span aria-hidden>{label}</span>, align: 'left', ...rest };
}

function Words({ text }: { readonly text: string | null }): ReactNode {
  const shown = text === null || text === '' ? NO_VALUE : toVisibleLine(text);
  return (
    <span title={shown} className={css.words}>
      {shown}
    </span>
  );
}

/** The kinds of work of all events, each once by its look: browser and ui are one. */
function WorkHead({
  rows,
  make,
}: {
  readonly rows: readonly EventRow[];
  readonly make: ValueActionMaker;
}): ReactNode {
  const works = new Map(
    rows.flatMap(({ work }) => work.map((part) => [toOpLook(part.work).category, part.work])),
  );
  return (
    <span className={css.legend}>
      <span aria-hidden>Time by op</span>
      {[...works.values()].map((work) => (
        <ValueMenu
          key={work}
          values={[make.ofPresence(`Time in ${work}`, `spans.${work}`)]}
          label={`Filter by time in ${work}`}
        >
          <OpGlyph op={work} />
        </ValueMenu>
      ))}
      <i className={css.otherSample} title="Other time" />
    </span>
  );
}

/** The columns of the events of a transaction, each row a link to its trace. */
export function eventColumns(
  view: View,
  rows: readonly EventRow[],
  make: ValueActionMaker,
): readonly TableColumn<EventRow>[] {
  const longest = rows.reduce((most, { duration }) => Math.max(most, duration), 0);
  const written = columnDurations(rows.map(({ duration }) => duration));
  const { preview } = view.events;
  return [
    column('time', `Time, ${zoneName(rows[0]?.at ?? 0, view.zone)}`, {
      width: 168,
      isKept: true,
      isPinned: true,
      cell: ({ at, trace, span, clock }) => {
        const fault = clockWords(clock);
        return (
          <>
            <Link to={traceLink(view, { trace, span })} data-row-link>
              <span className="hidden">Trace of the event of </span>
              <EventTime at={at} zone={view.zone} />
            </Link>
            {fault !== null && (
              <>
                {' '}
                <ClockMark title={fault} />
              </>
            )}
          </>
        );
      },
    }),
    column('event', 'Event', {
      width: 76,
      cell: ({ event }) => (
        <code className={css.id} title={event}>
          {event.slice(0, 8)}
        </code>
      ),
    }),
    column('user', 'User', { cell: ({ user }) => <Words text={user} /> }),
    column('release', 'Release', { width: 112, cell: ({ release }) => <Words text={release} /> }),
    column('environment', 'Environment', {
      width: 88,
      cell: ({ environment }) => <Words text={environment} />,
    }),
    column('status', 'Status', {
      width: 100,
      isKept: true,
      cell: ({ status, httpStatus }) => <StatusWords status={status} code={httpStatus} />,
    }),
    {
      ...column('work', 'Time by op', {
        width: 168,
        cell: ({ duration, work }) => <WorkBar duration={duration} longest={longest} work={work} />,
      }),
      head: <WorkHead rows={rows} make={make} />,
    },
    column('duration', 'Duration', {
      width: 84,
      align: 'right',
      isKept: true,
      cell: ({ duration }) => (
        <b className={css.strong}>
          <Figure name="duration" value={duration} unit="ms" isColumn parts={written(duration)} />
        </b>
      ),
    }),
    {
      ...column('preview', 'Preview', { cell: () => null }),
      head: null,
      width: 56,
      align: 'right',
      cell: ({ trace, span }) => (
        <Link
          to={linkTo('transaction', { ...view, events: { ...view.events, preview: { trace, span } } })}
          className={css.look}
          title="Look at it here, key Space"
          aria-label="Preview"
          data-screen
          aria-current={preview?.span === span && preview.trace === trace ? 'true' : undefined}
          preventScrollReset
        >
          <PanelRight size={14} strokeWidth={1.5} aria-hidden />
        </Link>
      ),
    },
  ];
}
