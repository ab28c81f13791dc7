import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Alerts } from '../../model/alerts.ts';
import { BUTTON_CLASS, Button } from '../../ui/Button.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { Note } from '../../ui/states/Note.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { newAlertLink } from '../../view/links.ts';
import { useTellHeader } from '../../view/page-header.tsx';
import { useTick } from '../../view/tick-context.tsx';
import { useAlerts } from '../../view/use-alerts.ts';
import type { UsedAlerts } from '../../view/use-alerts.ts';
import { useView } from '../../view/use-view.ts';
import { ChannelList } from './ChannelList.tsx';
import { DeliveryList } from './DeliveryList.tsx';
import { RuleFiles } from './RuleFiles.tsx';
import { RuleTable } from './RuleTable.tsx';
import { RunsNote } from './RunsNote.tsx';
import { Templates } from './Templates.tsx';
import { useRuleActions } from './use-rule-actions.ts';
import css from './alerts.module.css';

/** What fires now, in a sentence. */
function nowWords({ rules, records }: Alerts): string {
  const levels = rules
    .filter(({ enabled }) => enabled)
    .map(({ id }) => records[id]?.state.incident?.level)
    .filter((level) => level !== undefined);
  if (levels.length === 0) return rules.length === 0 ? '' : 'Nothing is firing.';
  const critical = levels.filter((level) => level === 'critical').length;
  const parts = [
    ...(critical > 0 ? [`${critical} critical`] : []),
    ...(levels.length > critical ? [`${levels.length - critical} warning`] : []),
  ];
  return `Firing now: ${parts.join(', ')}.`;
}

/** Every rule of the source, its channels, and what was delivered. */
export function AlertsPage(): ReactNode {
  useTellHeader('Alerts');
  const used = useAlerts();
  const { alerts, problem, retry } = used;
  if (alerts !== undefined) return <Whole used={used} alerts={alerts} />;
  return problem === null ? (
    <div className={css.page} aria-busy>
      <div className={css.head}>
        <Skeleton height={28} width={160} />
      </div>
      <div className={css.bar}>
        <Skeleton height={28} width={208} />
      </div>
      <RowsSkeleton rows={3} height={52} />
    </div>
  ) : (
    <ProblemPanel problem={problem} onRetry={retry} size="page" />
  );
}

function Whole({ used, alerts }: { readonly used: UsedAlerts; readonly alerts: Alerts }): ReactNode {
  const { view, edit } = useView();
  const { now } = useTick();
  const [said, say] = useState('');
  const actions = useRuleActions(used);
  const { list } = view.alert;
  const { problem, changeProblem } = used;
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1 className="hidden">Alerts</h1>
        <p className={css.now} role="status">
          {nowWords(alerts)}
        </p>
        <span className={css.grow} />
        <RuleFiles rules={alerts.rules} changeRules={used.changeRules} onSay={say} />
        <Link className={BUTTON_CLASS} data-look="primary" data-size="small" to={newAlertLink(view)}>
          <Plus size={16} strokeWidth={1.5} aria-hidden />
          New alert
        </Link>
      </header>
      <div className={css.bar}>
        <Toggle
          label="Show"
          choices={[
            { value: 'rules', label: `Rules ${alerts.rules.length}` },
            { value: 'channels', label: `Channels ${alerts.channels.length}` },
            { value: 'deliveries', label: 'Deliveries' },
          ]}
          chosen={list}
          onChoose={(next) => edit({ alert: { ...view.alert, list: next } })}
        />
        <RunsNote alerts={alerts} />
      </div>
      <div className={css.content}>
        {problem !== null && <Note text={`${problem.message} ${problem.advice}`} onRetry={used.retry} />}
        {changeProblem !== null && <Note text={`${changeProblem.message} ${changeProblem.advice}`} />}
        {alerts.problems.map(({ message, advice }) => (
          <Note key={message} text={`${message} ${advice}`} />
        ))}
        {said !== '' && (
          <p className={css.said} role="status">
            {said}
          </p>
        )}
        {actions.deleted.length > 0 && (
          <p className={css.said} role="status">
            Deleted {actions.deleted.map(({ name }) => name).join(', ')}.{' '}
            <Button size="small" onClick={actions.onUndo}>
              Undo
            </Button>
          </p>
        )}
        <Boundary what="This list" size="section" resetKeys={[list]}>
          {list === 'rules' &&
            (alerts.rules.length === 0 ? (
              <Templates />
            ) : (
              <RuleTable alerts={alerts} now={now} actions={actions} />
            ))}
          {list === 'channels' && <ChannelList alerts={alerts} onChannels={used.writeChannels} />}
          {list === 'deliveries' && <DeliveryList deliveries={alerts.deliveries} waiting={alerts.waiting} />}
        </Boundary>
      </div>
    </div>
  );
}
