import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { ClockMark } from '../../ui/ClockMark.tsx';
import { EventTime, StatusWords } from '../../ui/figure/event-words.tsx';
import { Figure } from '../../ui/figure/Figure.tsx';
import { NO_VALUE, zoneName } from '../../ui/format.ts';
import { toOpLook } from '../../ui/op.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { CellMenu, ValueMenu } from '../../ui/table/CellMenu.tsx';
import css from '../../ui/table/table.module.css';
import { useRowKeys } from '../../ui/table/use-row-keys.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { clockWords } from '../../view/clock-words.ts';
import { traceLink } from '../../view/links.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import { useView } from '../../view/use-view.ts';
import { WorkBar } from '../../ui/figure/WorkBar.tsx';
import type { EventRow } from '../../view/event-rows.ts';
import own from './transaction.module.css';
import { useEventActions } from '../../view/use-event-actions.ts';

/** The events, each row a link to its trace. */
export function EventsTable({ rows }: { readonly rows: readonly EventRow[] }): ReactNode {
  const { view } = useView();
  const box = useRef<HTMLDivElement>(null);
  useRowKeys(box, rows.length, () => undefined);
  const actionsOf = useEventActions(rows);
  const make = useValueActions();
  const longest = rows.reduce((most, { duration }) => Math.max(most, duration), 0);
  // Kinds that look alike, such as browser and ui, are named once.
  const works = new Map(
    rows.flatMap(({ work }) => work.map((part) => [toOpLook(part.work).category, part.work])),
  );
  return (
    <div ref={box} className={own.eventsBox}>
      <table className={css.table}>
        <caption className="hidden">Events, each with a link to its trace</caption>
        <colgroup>
          <col style={{ width: 172 }} data-kept />
          <col style={{ width: 76 }} />
          <col />
          <col style={{ width: 116 }} />
          <col style={{ width: 88 }} />
          <col style={{ width: 100 }} data-kept />
          <col className={own.workColumn} />
          <col style={{ width: 84 }} data-kept />
        </colgroup>
        <thead>
          <tr>
            <Head label={`Time, ${zoneName(rows[0]?.at ?? 0, view.zone)}`} isKept isFirst />
            <Head label="Event" />
            <Head label="User" />
            <Head label="Release" />
            <Head label="Environment" />
            <Head label="Status" isKept />
            <th scope="col" data-align="left">
              <span className={own.legend}>
                Time by op
                {[...works.values()].map((work) => (
                  <ValueMenu
                    key={work}
                    values={[make.ofPresence(`Time in ${work}`, `spans.${work}`)]}
                    label={`Filter by time in ${work}`}
                  >
                    <OpGlyph op={work} />
                  </ValueMenu>
                ))}
                <i className={own.otherSample} title="Other time" />
              </span>
            </th>
            <th scope="col" data-kept>
              Duration
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${row.trace}${row.span}${row.at}`} data-row={index} data-key={row.event}>
              <td data-align="left" data-kept data-pinned>
                <Link to={traceLink(view, { trace: row.trace, span: row.span })} data-row-link>
                  <span className="hidden">Trace of the event of </span>
                  <EventTime at={row.at} zone={view.zone} />
                </Link>
                {clockWords(row.clock) !== null && (
                  <>
                    {' '}
                    <ClockMark title={clockWords(row.clock) ?? ''} />
                  </>
                )}
              </td>
              <td data-column="event" data-align="left">
                <code className={own.id} title={row.event}>
                  {row.event.slice(0, 8)}
                </code>
              </td>
              <Words column="user" text={row.user} />
              <Words column="release" text={row.release} />
              <Words column="environment" text={row.environment} />
              <td data-column="status" data-align="left" data-kept>
                <StatusWords status={row.status} code={row.httpStatus} />
              </td>
              <td data-align="left">
                <WorkBar duration={row.duration} longest={longest} work={row.work} />
              </td>
              <td data-column="duration" data-kept>
                <b className={own.strong}>
                  <Figure name="duration" value={row.duration} unit="ms" isColumn />
                </b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <CellMenu table={box} actionsOf={actionsOf} />
    </div>
  );
}

function Head(props: {
  readonly label: string;
  readonly isKept?: boolean;
  readonly isFirst?: boolean;
}): ReactNode {
  const { label, isKept, isFirst } = props;
  return (
    <th
      scope="col"
      data-align="left"
      data-kept={isKept === true ? true : undefined}
      data-pinned={isFirst === true ? true : undefined}
    >
      {label}
    </th>
  );
}

function Words({ column, text }: { readonly column: string; readonly text: string | null }): ReactNode {
  const shown = text === null || text === '' ? NO_VALUE : toVisibleLine(text);
  return (
    <td data-column={column} data-align="left">
      <span title={shown} className={own.words}>
        {shown}
      </span>
    </td>
  );
}
