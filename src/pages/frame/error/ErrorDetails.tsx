import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { cutOf } from '../../../model/error-report.ts';
import type { ReportCut } from '../../../model/error-report.ts';
import type { ErrorGroup } from '../../../model/error-group.ts';
import type { ErrorEvent } from '../../../model/span.ts';
import { Sparkline } from '../../../ui/chart/Sparkline.tsx';
import { formatCount, formatMinute, formatTime } from '../../../ui/format.ts';
import { toVisible, toVisibleLine } from '../../../ui/visible-text.ts';
import { transactionLink } from '../../../view/links.ts';
import { useProjectLabel } from '../../../view/use-settings.ts';
import { useView } from '../../../view/use-view.ts';
import { Stack } from './Stack.tsx';
import { TraceWay } from './TraceWay.tsx';
import css from './error.module.css';

/** All that is known of an error below its name. */
export function ErrorDetails(props: {
  readonly error: ErrorEvent;
  /** Those of its kind; undefined while they are being looked for, and where there are none. */
  readonly group: ErrorGroup | undefined;
  /** Whether none of its kind is among what the page is about. */
  readonly isAlone: boolean;
}): ReactNode {
  const { error, group, isAlone } = props;
  const { message, report } = error;
  return (
    <>
      {message !== '' && (
        <pre className={css.message} dir="auto">
          {toVisible(message)}
        </pre>
      )}
      <Facts error={error} />
      <Group group={group} isAlone={isAlone} />
      {report !== undefined && <Stack report={report} />}
      {report !== undefined && report.tags.length > 0 && (
        <section className={css.part} aria-label="Tags">
          <h3>Tags</h3>
          <dl className={css.facts}>
            {report.tags.map(([key, value]) => (
              <Fact key={key} name={toVisibleLine(key)}>
                {toVisibleLine(value)}
              </Fact>
            ))}
          </dl>
        </section>
      )}
      {report !== undefined && cutOf(report.cut) > 0 && <p className={css.quiet}>{cutWords(report.cut)}</p>}
    </>
  );
}

function cutWords({ exceptions, frames, lines, tags }: ReportCut): string {
  const parts = [
    [exceptions, 'cause', 'causes'],
    [frames, 'outer call', 'outer calls'],
    [lines, 'line of source', 'lines of source'],
    [tags, 'tag', 'tags'],
  ] as const;
  const left = parts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${formatCount(count)} ${count === 1 ? one : many}`);
  return `There was no room for ${left.join(', ')}.`;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ error }: { readonly error: ErrorEvent }): ReactNode {
  const { view } = useView();
  const projectLabel = useProjectLabel();
  const { project, transaction, environment, release, user, report, timestamp, level, eventId } = error;
  const shown = report?.userDisplay ?? user ?? null;
  const texts: readonly (readonly [string, string | null])[] = [
    ['user', shown],
    ['environment', environment ?? null],
    ['release', release ?? null],
    ['level', level],
  ];
  return (
    <section className={css.part} aria-label="What is known">
      <dl className={css.facts}>
        <Fact name="when">{formatTime(timestamp, view.zone)}</Fact>
        <Fact name="transaction">
          {transaction === null ? (
            <span className={css.none}>
              no transaction: it happened outside of one, or its sender did not say
            </span>
          ) : (
            <Link to={transactionLink(view, { project, transaction })}>{toVisibleLine(transaction)}</Link>
          )}{' '}
          <span className={css.none}>{toVisibleLine(projectLabel(project))}</span>
        </Fact>
        <Fact name="trace">
          <TraceWay error={error} />
        </Fact>
        {texts.map(([name, text]) =>
          text === null || text === '' ? null : (
            <Fact key={name} name={name}>
              {toVisibleLine(text)}
            </Fact>
          ),
        )}
        <Fact name="event">
          <code>{eventId}</code>
        </Fact>
      </dl>
    </section>
  );
}

/** How often errors of this kind came about. */
function Group(props: { readonly group: ErrorGroup | undefined; readonly isAlone: boolean }): ReactNode {
  const { zone } = useView().view;
  const { group, isAlone } = props;
  if (group === undefined) {
    return (
      <p className={css.group}>
        {isAlone
          ? 'It is not among the errors of this page’s time and filters.'
          : 'Looking for others of its kind.'}
      </p>
    );
  }
  const { count, users, first, last, counts } = group;
  const people = users === 0 ? 'no user named' : `${formatCount(users)} ${users === 1 ? 'user' : 'users'}`;
  return (
    <div
      className={css.group}
      title="Of this type, transaction and innermost own call, in the page’s time and filters"
    >
      <p>
        <b data-metric="errors of the kind" data-exact={count}>
          {formatCount(count)} {count === 1 ? 'error' : 'errors'}
        </b>{' '}
        of this kind, {people}
        {count > 1 && (
          <span className={css.span}>
            {formatMinute(first, zone)} to {formatMinute(last, zone)}
          </span>
        )}
      </p>
      <Sparkline values={counts} width={120} height={24} />
    </div>
  );
}
