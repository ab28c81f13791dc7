import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Change, Incident } from '../../model/alert-state.ts';
import type { Delivery } from '../../model/alerts.ts';
import { print } from '../../search/print.ts';
import { BUTTON_CLASS } from '../../ui/Button.tsx';
import { formatCount, formatDuration, formatMinute } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { performanceLink } from '../../view/links.ts';
import type { LinkTo } from '../../view/links.ts';
import { useView } from '../../view/use-view.ts';
import type { View } from '../../view/view.ts';
import { lengthOf } from './incident-words.ts';
import { LevelMark } from './LevelMark.tsx';
import { SlowEvents, incidentRange } from './SlowEvents.tsx';
import { valueWords } from './rule-words.ts';
import css from './alerts.module.css';

/** The Performance page about a rule's rows around an incident, with the incident selected and told from the rest. */
function differsLink(view: View, rule: AlertRule, incident: Incident, now: number): LinkTo {
  const { start, end } = incidentRange(incident, now);
  const length = end - start;
  const whole = (time: number): number => Math.round(time);
  return performanceLink({
    ...view,
    range: { start: whole(start - 3 * length), end: whole(Math.min(end + length, Math.max(now, end))) },
    selection: { start: whole(start), end: whole(end) },
    explained: true,
    environments: rule.environments,
    projects: [],
    search: print(rule.where),
  });
}

function changeWords(rule: AlertRule, { kind, level, value, rows, because }: Change): string {
  const measured =
    because === 'no data'
      ? 'no data'
      : Number.isNaN(value)
        ? 'the rule was changed'
        : `${valueWords(rule, value)} of ${formatCount(rows)} events`;
  if (kind === 'closed') return `Resolved: ${measured}`;
  return `${level === 'critical' ? 'Critical' : 'Warning'}: ${measured}`;
}

/** One incident: what happened when, who was told, and the events behind it. */
export function IncidentPart(props: {
  readonly rule: AlertRule;
  readonly incident: Incident;
  readonly deliveries: readonly Delivery[];
  readonly now: number;
}): ReactNode {
  const { rule, incident, deliveries, now } = props;
  const { view } = useView();
  const { number, level, opened, closed, peak, changes } = incident;
  return (
    <section className={css.section} aria-label={`Incident ${number}`}>
      <header className={css.sectionHead}>
        <h2>Incident {number}</h2>
        <LevelMark level={level} />
        <span className={css.quiet}>
          {formatMinute(opened, view.zone)}, {formatDuration(lengthOf(incident, now))}
          {closed === null ? ' so far' : ''}
          {!Number.isNaN(peak) && ` · peak ${valueWords(rule, peak)}`}
        </span>
        <span className={css.grow} />
        <Link className={BUTTON_CLASS} data-size="small" to={differsLink(view, rule, incident, now)}>
          What differs
        </Link>
      </header>
      <ol className={css.timeline}>
        {changes.map((change) => {
          const key = `${rule.id}:${change.incident}:${change.change}`;
          const told = deliveries.filter((delivery) => delivery.key === key);
          return (
            <li key={change.change} data-level={change.level ?? 'ok'}>
              <time dateTime={new Date(change.at).toISOString()}>{formatMinute(change.at, view.zone)}</time>
              <span>
                {changeWords(rule, change)}
                {told.map(({ at, channel, outcome, detail, tries }) => (
                  <small key={`${at} ${channel} ${tries}`}>
                    {toVisibleLine(channel)}: {outcome}
                    {detail !== '' && ` (${toVisibleLine(detail)})`}, {formatMinute(at, view.zone)}
                  </small>
                ))}
              </span>
            </li>
          );
        })}
      </ol>
      <h3>Most extreme events</h3>
      <SlowEvents rule={rule} range={incidentRange(incident, now)} />
    </section>
  );
}
