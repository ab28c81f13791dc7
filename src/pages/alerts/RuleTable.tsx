import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { isMuted } from '../../alerts/told.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Alerts, RuleRecord } from '../../model/alerts.ts';
import type { EpochMs } from '../../model/time.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAgo } from '../../ui/figure/time-words.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { alertLink } from '../../view/links.ts';
import { widgetWords } from '../../view/metric-words.ts';
import { useView } from '../../view/use-view.ts';
import { DayBar } from './DayBar.tsx';
import { shortMoment } from './incident-words.ts';
import { StateMark } from './LevelMark.tsx';
import { MuteMenu } from './MuteMenu.tsx';
import { conditionWords } from './rule-words.ts';
import css from './alerts.module.css';

/** How loudly a rule asks for attention. */
function weightOf(record: RuleRecord | undefined): number {
  const level = record?.state.incident?.level;
  return level === 'critical' ? 2 : level === 'warning' ? 1 : 0;
}

/** What is done with rules that were chosen. */
export interface RuleActions {
  readonly onMute: (ids: ReadonlySet<string>, until: EpochMs | null) => void;
  readonly onEnable: (ids: ReadonlySet<string>, enabled: boolean) => void;
  readonly onDelete: (ids: ReadonlySet<string>) => void;
}

/** The rules: what fires first, then by name. */
export function RuleTable(props: {
  readonly alerts: Alerts;
  readonly now: EpochMs;
  readonly actions: RuleActions;
}): ReactNode {
  const { alerts, now, actions } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const rules = alerts.rules.toSorted(
    (a, b) => weightOf(alerts.records[b.id]) - weightOf(alerts.records[a.id]) || a.name.localeCompare(b.name),
  );
  const known = new Set(rules.map(({ id }) => id));
  const ids = new Set([...chosen].filter((id) => known.has(id)));
  const toggle = (id: string): void => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const isAll = ids.size === rules.length;
  return (
    <>
      {ids.size > 0 && (
        <div className={css.bulk} role="toolbar" aria-label="Chosen rules">
          <b>{ids.size} chosen</b>
          <MuteMenu
            name="the chosen rules"
            isMuted={rules.some((rule) => ids.has(rule.id) && isMuted(rule, now))}
            onMute={(until) => actions.onMute(ids, until)}
          />
          <Button size="small" onClick={() => actions.onEnable(ids, false)}>
            Turn off
          </Button>
          <Button size="small" onClick={() => actions.onEnable(ids, true)}>
            Turn on
          </Button>
          <Button size="small" onClick={() => actions.onDelete(ids)}>
            Delete
          </Button>
          <Button size="small" look="ghost" onClick={() => setChosen(new Set())}>
            Clear
          </Button>
        </div>
      )}
      <table className={css.table}>
        <caption className="hidden">Alert rules, what fires now first</caption>
        <thead>
          <tr>
            <th scope="col" className={css.choose}>
              <input
                type="checkbox"
                aria-label="Choose all rules"
                checked={isAll}
                onChange={() => setChosen(isAll ? new Set() : known)}
              />
            </th>
            <th scope="col" className={css.stateColumn}>
              State
            </th>
            <th scope="col">Alert</th>
            <th scope="col" data-wide className={css.dayColumn}>
              Last 24 h
            </th>
            <th scope="col" data-wide className={css.lastColumn}>
              Last fired
            </th>
            <th scope="col" data-roomy className={css.ownerColumn}>
              Owner
            </th>
            <th scope="col" data-roomy className={css.toldColumn}>
              Notifies
            </th>
            <th scope="col" className={css.toolColumn}>
              <span className="hidden">Mute</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <Row
              key={rule.id}
              rule={rule}
              record={alerts.records[rule.id]}
              now={now}
              isChosen={ids.has(rule.id)}
              onChoose={() => toggle(rule.id)}
              onMute={(until) => actions.onMute(new Set([rule.id]), until)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row(props: {
  readonly rule: AlertRule;
  readonly record: RuleRecord | undefined;
  readonly now: EpochMs;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onMute: (until: EpochMs | null) => void;
}): ReactNode {
  const { rule, record, now, isChosen, onChoose, onMute } = props;
  const { view } = useView();
  const name = toVisibleLine(rule.name);
  const last = record?.incidents.at(-1);
  return (
    <tr data-chosen={isChosen ? true : undefined}>
      <td className={css.choose}>
        <input type="checkbox" aria-label={`Choose ${name}`} checked={isChosen} onChange={onChoose} />
      </td>
      <td>
        <StateMark rule={rule} state={record?.state} now={now} />
      </td>
      <td>
        <Link className={css.name} to={alertLink(view, rule.id)}>
          {name}
        </Link>
        <small>
          {widgetWords(rule.measure)} {conditionWords(rule)}
          {rule.environments.length > 0 &&
            ` · ${toVisibleLine(rule.environments.map((one) => one ?? 'no environment').join(', '))}`}
        </small>
      </td>
      <td data-wide>
        <DayBar incidents={record?.incidents ?? []} now={now} />
      </td>
      <td data-wide>
        {last === undefined ? (
          <span className={css.quiet}>never</span>
        ) : (
          <Link to={alertLink(view, rule.id, last.opened)} title={shortMoment(last.opened, view.zone)}>
            {formatAgo(last.opened, now)} ago
          </Link>
        )}
      </td>
      <td data-roomy className={rule.owner === '' ? css.quiet : undefined}>
        {rule.owner === '' ? 'nobody' : toVisibleLine(rule.owner)}
      </td>
      <td data-roomy className={css.quiet}>
        {rule.actions.length === 0
          ? 'nobody'
          : toVisibleLine(rule.actions.map(({ channel }) => channel).join(', '))}
      </td>
      <td>
        <MuteMenu name={name} isMuted={isMuted(rule, now)} isIconOnly onMute={onMute} />
      </td>
    </tr>
  );
}
