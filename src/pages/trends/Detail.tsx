import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Part } from '../../model/change.ts';
import type { Scope } from '../../model/query.ts';
import { MINUTE } from '../../model/time.ts';
import { formatCount, formatDuration, formatMinute } from '../../ui/format.ts';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { trendStep } from '../../trends/arrivals-question.ts';
import { transactionLink } from '../../view/links.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import type { TrendLook } from '../../view/trend-look.ts';
import { Course } from './Course.tsx';
import { Report } from './Report.tsx';
import { Sides } from './Sides.tsx';
import type { FoundTrend } from './found.ts';
import { releasesQuery } from './questions.ts';
import { releaseNear, toFirstSeen } from './releases.ts';
import type { FirstSeen } from './releases.ts';
import { trendLinks } from './trend-links.ts';
import css from './trends.module.css';
import {
  formatSigned,
  formatSignedShare,
  formatTrendValue,
  lookWords,
  sureHelp,
  sureWords,
} from './trend-words.ts';

/** A statistic of a high percentile is made by the slowest events: these are explained then. */
function usualPart({ by }: TrendLook): Part {
  return by === 'p95' || by === 'p99' ? 'slowest' : 'all';
}

/** One trend: its course, its values before and after, the release next to it, and why. */
export function Detail(props: {
  readonly trend: FoundTrend;
  readonly scope: Scope;
  readonly look: TrendLook;
  /** Another number whenever somebody asks why; 0: nobody did. */
  readonly led: number;
}): ReactNode {
  const { trend, scope, look, led } = props;
  const { view, edit } = useView();
  const projectLabel = useProjectLabel();
  const asked = useAsk(releasesQuery(scope, trend.id)).data;
  const step = trendStep(scope.range);
  const releases = useMemo(
    () => (asked === undefined ? [] : toFirstSeen(asked, scope.range)),
    [asked, scope.range],
  );
  const marks = useMemo(() => releases.map(({ release, at }) => ({ at, label: release })), [releases]);
  const near = trend.between === null ? null : releaseNear(releases, trend.at, trend.between, step);
  const { id, before, after, direction, countAfter } = trend;
  const links = trendLinks(view, trend, scope.range);
  const change = after - before;
  return (
    <article className={css.detail} aria-label={`${toVisibleLine(id.transaction)} ${direction}`}>
      <header className={css.detailHead}>
        <h2>
          <Link to={transactionLink(view, id)}>
            {id.transaction === '' ? '(no name)' : toVisibleLine(id.transaction)}
          </Link>{' '}
          <span>{toVisibleLine(projectLabel(id.project))}</span>
        </h2>
        <nav aria-label="Events">
          <Link to={links.before}>Events before</Link>
          <Link to={links.after}>Events after</Link>
          <Link to={links.alert}>Make an alert</Link>
        </nav>
      </header>
      <p className={css.say}>
        The {lookWords(look)} {change < 0 ? 'fell' : 'rose'} from <b>{formatTrendValue(look.of, before)}</b>{' '}
        to <b>{formatTrendValue(look.of, after)}</b>,{' '}
        <b data-tone={direction === 'regressed' ? 'bad' : 'good'}>
          {formatSignedShare(after / before - 1)} ({formatSigned(look.of, change)})
        </b>
        {trend.between === null
          ? ', second half of the time against the first; '
          : `, at ${formatMinute(trend.at, view.zone)}, within ${formatDuration(Math.max(trend.between[1] - trend.between[0], step))}; `}
        <span title={sureHelp(trend)}>{sureWords(trend)}.</span>
        {look.of === 'duration' && direction === 'regressed' && (
          <>
            {' '}
            Cost since: {formatDuration(change * countAfter)} in all {formatCount(countAfter)} events.
          </>
        )}
        {near !== null && <Near near={near} trend={trend} />}
      </p>
      <div className={css.detailPlots}>
        <Boundary what="The chart" size="widget">
          <div className={css.course}>
            <Course trend={trend} scope={scope} look={look} releases={marks} />
          </div>
        </Boundary>
        <Boundary what="The histograms" size="widget">
          <Sides trend={trend} scope={scope} of={look.of} />
        </Boundary>
      </div>
      <Boundary what="The report">
        {look.of === 'duration' ? (
          <Report
            trend={trend}
            scope={scope}
            part={look.explained ?? usualPart(look)}
            led={led}
            onPart={(explained) =>
              edit(({ trendLook }) => ({
                trendLook: { ...trendLook, explained: explained === usualPart(look) ? null : explained },
              }))
            }
          />
        ) : (
          <p className={css.quiet}>Spans explain durations; of other values no cause is looked for.</p>
        )}
      </Boundary>
    </article>
  );
}

/** The release whose first event of this transaction came nearest to the change. */
function Near({ near, trend }: { readonly near: FirstSeen; readonly trend: FoundTrend }): ReactNode {
  const away = near.at - trend.at;
  const when =
    Math.abs(away) < 30 * MINUTE
      ? 'at the same time'
      : `${formatDuration(Math.abs(away))} ${away < 0 ? 'before' : 'after'} the bucket of the change`;
  return (
    <span className={css.near}>
      Release next to it: <code>{toVisibleLine(near.release)}</code>, first seen {when}.
    </span>
  );
}
