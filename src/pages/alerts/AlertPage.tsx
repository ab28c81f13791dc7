import { Copy, Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { isMuted } from '../../alerts/told.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Incident } from '../../model/alert-state.ts';
import type { Alerts } from '../../model/alerts.ts';
import type { Milliseconds } from '../../model/time.ts';
import { print } from '../../search/print.ts';
import { BUTTON_CLASS, Button } from '../../ui/Button.tsx';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { Note } from '../../ui/states/Note.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import { formatMinute } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { alertsLink, copyAlertLink, editAlertLink } from '../../view/links.ts';
import { widgetWords } from '../../view/metric-words.ts';
import { useTellHeader } from '../../view/page-header.tsx';
import { useTick } from '../../view/tick-context.tsx';
import { useAlerts } from '../../view/use-alerts.ts';
import type { UsedAlerts } from '../../view/use-alerts.ts';
import { useView } from '../../view/use-view.ts';
import { AlertSkeleton } from './AlertSkeleton.tsx';
import { DeliveryList } from './DeliveryList.tsx';
import { EditHistory } from './EditHistory.tsx';
import { IncidentList } from './IncidentList.tsx';
import { IncidentPart } from './IncidentPart.tsx';
import { StateMark } from './LevelMark.tsx';
import { MuteMenu } from './MuteMenu.tsx';
import { RuleFigure } from './RuleFigure.tsx';
import { RunsNote } from './RunsNote.tsx';
import { Sentence } from './Sentence.tsx';
import { usePreview } from './use-preview.ts';
import type { Preview } from './use-preview.ts';
import { useRuleActions } from './use-rule-actions.ts';
import css from './alerts.module.css';

const ICON = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** One rule: how it stands, what it found, who was told, and how it came to be as it is. */
export function AlertPage(): ReactNode {
  const used = useAlerts();
  const { view } = useView();
  const { alerts, problem, retry } = used;
  const rule = alerts?.rules.find(({ id }) => id === view.alert.rule);
  useTellHeader(rule?.name ?? 'Alert');
  const actions = useRuleActions(used);
  if (alerts === undefined) {
    return problem === null ? (
      <AlertSkeleton />
    ) : (
      <ProblemPanel problem={problem} onRetry={retry} size="page" />
    );
  }
  if (rule === undefined) {
    const isDeleted = actions.deleted.some(({ id }) => id === view.alert.rule);
    return (
      <EmptyPanel
        size="page"
        message={isDeleted ? 'The rule was deleted' : 'There is no such rule'}
        advice={isDeleted ? '' : 'It was deleted, or belongs to another source.'}
        action={
          <>
            {isDeleted && <Button onClick={actions.onUndo}>Undo</Button>}
            <Link className={BUTTON_CLASS} to={alertsLink(view)}>
              All alerts
            </Link>
          </>
        }
      />
    );
  }
  return <Shown used={used} alerts={alerts} rule={rule} actions={actions} />;
}

function Shown(props: {
  readonly used: UsedAlerts;
  readonly alerts: Alerts;
  readonly rule: AlertRule;
  readonly actions: ReturnType<typeof useRuleActions>;
}): ReactNode {
  const { used, alerts, rule, actions } = props;
  const { view } = useView();
  const { now } = useTick();
  const record = alerts.records[rule.id];
  const { preview, isPending } = usePreview(rule, alerts.delay);
  // Who evaluates only while a page is open has found little: what it would have found is played over the time shown.
  const isPlayed = alerts.runs === 'page';
  const incidents = (isPlayed ? preview?.tested.incidents : record?.incidents) ?? [];
  const chosen = incidents.find(({ opened }) => opened === view.alert.incident) ?? incidents.at(-1);
  const own = alerts.deliveries.filter(({ key }) => key.startsWith(`${rule.id}:`));
  const muted = isMuted(rule, now);
  const ids = new Set([rule.id]);
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1>{toVisibleLine(rule.name)}</h1>
        <StateMark rule={rule} state={record?.state} now={now} />
        <span className={css.grow} />
        <MuteMenu name={rule.name} isMuted={muted} onMute={(until) => actions.onMute(ids, until)} />
        <Button size="small" onClick={() => actions.onEnable(ids, !rule.enabled)}>
          {rule.enabled ? 'Turn off' : 'Turn on'}
        </Button>
        <Link className={BUTTON_CLASS} data-size="small" to={copyAlertLink(view, rule.id)}>
          <Copy {...ICON} />
          Duplicate
        </Link>
        <Button size="small" icon={<Trash2 {...ICON} />} onClick={() => actions.onDelete(ids)}>
          Delete
        </Button>
        <Link
          className={BUTTON_CLASS}
          data-look="primary"
          data-size="small"
          to={editAlertLink(view, rule.id)}
        >
          <Pencil {...ICON} />
          Edit
        </Link>
      </header>
      {used.problem !== null && <Note text={`${used.problem.message} ${used.problem.advice}`} />}
      {used.changeProblem !== null && (
        <Note text={`${used.changeProblem.message} ${used.changeProblem.advice}`} />
      )}
      <div className={css.intro}>
        <Sentence rule={rule} search={print(rule.where)} />
        {rule.owner !== '' && <p className={css.quiet}>Looked after by {toVisibleLine(rule.owner)}.</p>}
        <RunsNote alerts={alerts} />
        {muted && rule.mutedUntil !== null && (
          <p className={css.quiet}>Nothing is sent until {formatMinute(rule.mutedUntil, view.zone)}.</p>
        )}
      </div>
      <Boundary what="The chart" size="section">
        <Chart
          rule={rule}
          preview={preview}
          isPending={isPending}
          incidents={incidents}
          now={now}
          delay={alerts.delay}
        />
      </Boundary>
      <div className={css.content}>
        <section className={css.section} aria-label="Incidents">
          <h2>Incidents</h2>
          {isPlayed && (
            <p className={css.quiet}>
              Of the time shown, by the back-test: rules of this source run only while a page is open.
            </p>
          )}
          {!isPlayed || preview !== undefined ? (
            <IncidentList rule={rule} incidents={incidents} chosen={chosen} now={now} />
          ) : (
            isPending && <RowsSkeleton rows={2} height={40} />
          )}
        </section>
        {chosen !== undefined && (
          <Boundary what="The incident" size="section" resetKeys={[chosen.number]}>
            <IncidentPart rule={rule} incident={chosen} deliveries={own} now={now} />
          </Boundary>
        )}
        <section className={css.section} aria-label="Deliveries">
          <h2>Notifications</h2>
          <DeliveryList
            deliveries={own}
            waiting={alerts.waiting.filter(({ key }) => key.startsWith(`${rule.id}:`))}
          />
        </section>
        <section className={css.section} aria-label="Versions">
          <h2>Versions</h2>
          <EditHistory
            edits={record?.edits ?? []}
            onRestore={(version) =>
              void used
                .changeRules((rules) => rules.map((one) => (one.id === rule.id ? version : one)))
                .catch(() => undefined)
            }
          />
        </section>
      </div>
    </div>
  );
}

/** What the rule measured over the view's range, with its incidents. */
function Chart(props: {
  readonly rule: AlertRule;
  readonly preview: Preview | undefined;
  readonly isPending: boolean;
  readonly incidents: readonly Incident[];
  readonly now: number;
  readonly delay: Milliseconds;
}): ReactNode {
  const { rule, preview, isPending, incidents, now, delay } = props;
  const range = preview?.range;
  return (
    <section className={css.preview} aria-label="Measured" aria-busy={isPending || undefined}>
      <RuleFigure
        rule={rule}
        preview={preview}
        isPending={isPending}
        incidents={
          range === undefined
            ? []
            : incidents.filter(
                ({ opened, closed }) => opened < range.end && (closed === null || closed > range.start),
              )
        }
        now={now}
        delay={delay}
        head={<h2>{widgetWords(rule.measure)}</h2>}
      />
    </section>
  );
}
