import { PanelRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { EventTime, StatusWords } from '../../ui/figure/event-words.tsx';
import { columnDurations } from '../../ui/figure/column-durations.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { WorkBar } from '../../ui/figure/WorkBar.tsx';
import { ClockMark } from '../../ui/ClockMark.tsx';
import { NO_VALUE, zoneName } from '../../ui/format.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import type { TableColumn } from '../../ui/table/column.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { clockWords } from '../../view/clock-words.ts';
import type { EventRow } from '../../view/event-rows.ts';
import { linkTo, traceLink } from '../../view/links.ts';
import type { Page } from '../../view/links.ts';
import type { View } from '../../view/view.ts';
import css from './events.module.css';

/** What is listed, and where. */
interface Listing {
  readonly view: View;
  readonly page: Page;
  readonly rows: readonly EventRow[];
  /** Whether all are of one transaction, which need not be named. */
  readonly isOfOne: boolean;
}

function Words({ text }: { readonly text: string | null }): ReactNode {
  const shown = text === null || text === '' ? NO_VALUE : toVisibleLine(text);
  return (
    <span title={shown} className={css.words}>
      {shown}
    </span>
  );
}

/** The trace of an event, with its transaction in the address so that the way back is known. */
function traceOf(view: View, { trace, span, project, transaction }: EventRow) {
  return traceLink({ ...view, transaction: { project, transaction } }, { trace, span });
}

function previewOf({ view, page }: Listing, { trace, span }: EventRow) {
  return linkTo(page, { ...view, events: { ...view.events, preview: { trace, span } } });
}

/** The columns of a list of events. */
export function toColumns(listing: Listing): readonly TableColumn<EventRow>[] {
  const { view, rows, isOfOne } = listing;
  const longest = rows.reduce((most, { duration }) => Math.max(most, duration), 0);
  const written = columnDurations(rows.map(({ duration }) => duration));
  const { preview } = view.events;
  const columns: readonly TableColumn<EventRow>[] = [
    {
      id: 'time',
      label: `Time, ${zoneName(rows[0]?.at ?? 0, view.zone)}`,
      sortBy: ({ at }) => at,
      width: 172,
      align: 'left',
      isKept: true,
      isPinned: true,
      cell: (row) => {
        const fault = clockWords(row.clock);
        return (
          <span className={css.first}>
            <Link to={traceOf(view, row)} data-row-link>
              <span className="hidden">Trace of the event of </span>
              <EventTime at={row.at} zone={view.zone} />
            </Link>
            {fault !== null && <ClockMark title={fault} />}
          </span>
        );
      },
    },
    {
      id: 'event',
      label: 'Event',
      head: <span aria-hidden>Event</span>,
      width: 70,
      align: 'left',
      cell: ({ event }) => (
        <code className={css.id} title={event}>
          {event.slice(0, 8)}
        </code>
      ),
    },
    {
      id: 'transaction',
      label: 'Transaction',
      head: <span aria-hidden>Transaction</span>,
      align: 'left',
      isKept: true,
      cell: ({ op, transaction, project }) => (
        <span className={css.name}>
          <OpGlyph op={op} />
          <span className={css.words} title={toVisibleLine(transaction)}>
            {toVisibleLine(transaction)}
          </span>
          <span className={css.quiet}>{toVisibleLine(project)}</span>
        </span>
      ),
    },
    {
      id: 'duration',
      label: 'Duration',
      sortBy: ({ duration }) => duration,
      width: 100,
      isKept: true,
      cell: ({ duration }) => (
        <span className={css.duration}>
          <Figure name="duration" value={duration} unit="ms" isColumn parts={written(duration)} />
          <i style={{ width: `${longest > 0 ? (duration / longest) * 100 : 0}%` }} />
        </span>
      ),
    },
    {
      id: 'work',
      label: 'Time by op',
      head: <span aria-hidden>Time by op</span>,
      width: 120,
      align: 'left',
      // Of many transactions the longest takes a thousand times as long as most: each bar is as wide as the column.
      cell: ({ duration, work }) => (
        <WorkBar duration={duration} longest={isOfOne ? longest : duration} work={work} />
      ),
    },
    {
      id: 'status',
      label: 'Status',
      head: <span aria-hidden>Status</span>,
      width: 122,
      align: 'left',
      // On a phone how it ended has the room of the name.
      isKept: isOfOne,
      cell: ({ status, httpStatus, errors }) => (
        <span className={css.words}>
          <StatusWords status={status} code={httpStatus} />
          {errors > 0 && (
            <b className={css.errors} title={`${errors} ${errors === 1 ? 'error' : 'errors'} reported in it`}>
              {' '}
              {errors} err
            </b>
          )}
        </span>
      ),
    },
    {
      id: 'user',
      label: 'User',
      head: <span aria-hidden>User</span>,
      // Where no name takes what is left, users do.
      ...(isOfOne ? {} : { width: 130 }),
      align: 'left',
      cell: ({ user }) => <Words text={user} />,
    },
    {
      id: 'release',
      label: 'Release',
      head: <span aria-hidden>Release</span>,
      width: 110,
      align: 'left',
      cell: ({ release }) => <Words text={release} />,
    },
    {
      id: 'environment',
      label: 'Environment',
      head: <span aria-hidden>Environment</span>,
      width: 92,
      align: 'left',
      cell: ({ environment }) => <Words text={environment} />,
    },
    {
      id: 'trace',
      label: 'Preview',
      width: 64,
      cell: (row) => (
        <Link
          to={previewOf(listing, row)}
          className={css.look}
          title="Look at it here, key Space"
          aria-label="Preview"
          data-screen
          aria-current={preview?.span === row.span && preview.trace === row.trace ? 'true' : undefined}
          preventScrollReset
        >
          <PanelRight size={14} strokeWidth={1.5} aria-hidden />
        </Link>
      ),
    },
  ];
  // Beside a preview, which says the same of its event, there is room for what tells events apart.
  const shown = preview === null ? columns : columns.filter(({ id }) => !LEFT_OUT.has(id));
  return isOfOne ? shown.filter(({ id }) => id !== 'transaction') : shown;
}

const LEFT_OUT: ReadonlySet<string> = new Set(['event', 'work', 'release', 'environment']);
