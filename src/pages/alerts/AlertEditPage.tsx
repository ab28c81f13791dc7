import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { backTest } from '../../alerts/back-test.ts';
import { LEVELS } from '../../model/alert-rule.ts';
import type { AlertRule, AlertThresholds } from '../../model/alert-rule.ts';
import type { Ticks } from '../../model/alert-state.ts';
import type { Alerts } from '../../model/alerts.ts';
import { BUTTON_CLASS, Button } from '../../ui/Button.tsx';
import { formatDuration } from '../../ui/format.ts';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { Note } from '../../ui/states/Note.tsx';
import { alertLink, alertsLink } from '../../view/links.ts';
import { useTellHeader } from '../../view/page-header.tsx';
import { toProblem } from '../../view/problem.ts';
import { useAlerts } from '../../view/use-alerts.ts';
import type { UsedAlerts } from '../../view/use-alerts.ts';
import { useInfo } from '../../view/use-info.ts';
import { useView } from '../../view/use-view.ts';
import { AlertSkeleton } from './AlertSkeleton.tsx';
import { Aside } from './Aside.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { TextField } from './Field.tsx';
import { lengthOf } from './incident-words.ts';
import { MeasureFields } from './MeasureFields.tsx';
import { NotifyFields } from './NotifyFields.tsx';
import { PreviewPart } from './PreviewPart.tsx';
import { times } from './rule-words.ts';
import { RunsNote } from './RunsNote.tsx';
import { useDraft } from './use-draft.ts';
import { usePreview } from './use-preview.ts';
import css from './alerts.module.css';
import form from './form.module.css';

/** Where a rule is made or changed, tried on the past before it pages anyone. */
export function AlertEditPage(): ReactNode {
  const used = useAlerts();
  const { view } = useView();
  const { alerts, problem, retry } = used;
  const { rule, like, measure } = view.alert;
  const isChange = rule !== null;
  useTellHeader(isChange ? 'Edit alert' : 'New alert');
  if (alerts === undefined) {
    return problem === null ? (
      <AlertSkeleton />
    ) : (
      <ProblemPanel problem={problem} onRetry={retry} size="page" />
    );
  }
  const wanted = rule ?? like;
  if (wanted !== null && !alerts.rules.some(({ id }) => id === wanted)) {
    return (
      <EmptyPanel
        size="page"
        message={`There is no rule “${wanted}”`}
        advice="It was deleted, or belongs to another source."
        action={<Link to={alertsLink(view)}>All alerts</Link>}
      />
    );
  }
  // What the draft begins with is another one for another address.
  return <Editor key={JSON.stringify([rule, like, measure])} alerts={alerts} rules={used} />;
}

/** What a threshold alone would have done, in words. */
function noteOf(rule: AlertRule, level: 'warning' | 'critical', ticks: Ticks, end: number): string {
  const value = rule.thresholds[level];
  if (value === null) return '';
  const thresholds: AlertThresholds = { critical: null, warning: null, resolve: null, [level]: value };
  const { incidents } = backTest({ ...rule, thresholds }, ticks);
  const total = incidents.reduce((sum, incident) => sum + lengthOf(incident, end), 0);
  return incidents.length === 0
    ? 'would not have fired'
    : `would have fired ${times(incidents.length)}, ${formatDuration(total)}`;
}

function Editor(props: { readonly alerts: Alerts; readonly rules: UsedAlerts }): ReactNode {
  const { alerts, rules } = props;
  const { view } = useView();
  const navigate = useNavigate();
  const { info } = useInfo();
  const used = useDraft(alerts);
  const { draft, rule, thresholdProblem, problem, setRule, setName } = used;
  const { preview, isPending } = usePreview(rule, alerts.delay, true);
  const [failure, setFailure] = useState<string | null>(null);
  const [isTried, setIsTried] = useState(false);
  const ticks = preview?.ticks;
  const notes = useMemo(() => {
    if (ticks === undefined || ticks.length === 0) return null;
    const end = ticks.first + ticks.length * 60_000;
    const [warning, critical] = LEVELS.map((level) => noteOf(rule, level, ticks, end));
    return { warning: warning ?? '', critical: critical ?? '' };
  }, [rule, ticks]);

  const save = async (): Promise<void> => {
    setIsTried(true);
    if (problem !== null) return;
    try {
      await rules.changeRules((all) =>
        all.some(({ id }) => id === rule.id)
          ? all.map((one) => (one.id === rule.id ? rule : one))
          : [...all, rule],
      );
      void navigate(alertLink(view, rule.id));
    } catch (error) {
      const { message, advice } = toProblem(error);
      setFailure(`${message} ${advice}`);
    }
  };

  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1>{view.alert.rule === null ? 'New alert' : 'Edit alert'}</h1>
        <span className={css.grow} />
        <Link
          className={BUTTON_CLASS}
          data-look="ghost"
          to={view.alert.rule === null ? alertsLink(view) : alertLink(view, view.alert.rule)}
        >
          Cancel
        </Link>
        <Button look="primary" disabled={rules.isChanging} onClick={() => void save()}>
          Save alert
        </Button>
      </header>
      {isTried && problem !== null && <Note text={`Not saved yet: ${problem}`} />}
      {failure !== null && <Note text={`The alert was not saved: ${failure}`} />}
      <Boundary what="The back-test" size="section">
        <PreviewPart
          rule={rule}
          preview={preview}
          isPending={isPending}
          delay={alerts.delay}
          onThreshold={(level, value) =>
            setRule({ ...draft.rule, thresholds: { ...draft.rule.thresholds, [level]: value } })
          }
        />
      </Boundary>
      <div className={css.body}>
        <div className={form.form}>
          <Part title="Measure" help="What is watched">
            <MeasureFields
              draft={used}
              environments={(info?.environments ?? []).map(({ name }) => name)}
              rows={preview?.complete === true ? preview.rows : null}
            />
          </Part>
          <Part title="Condition" help="Drag the lines, or type">
            <ConditionFields
              rule={draft.rule}
              onRule={setRule}
              notes={notes}
              suggestion={preview?.suggestion ?? null}
              problem={thresholdProblem}
            />
          </Part>
          <Part title="Notify" help="Who is told">
            <RunsNote alerts={alerts} />
            <NotifyFields
              rule={draft.rule}
              channels={alerts.channels}
              kinds={alerts.kinds}
              onRule={setRule}
              onChannels={rules.writeChannels}
            />
          </Part>
          <Part title="Name" help="As messages call it">
            <TextField
              label="Name"
              value={draft.isNamed ? draft.rule.name : ''}
              placeholder={rule.name}
              onChange={setName}
            />
            <TextField
              label="Owner"
              value={draft.rule.owner}
              placeholder="nobody in particular"
              help="Who looks after it: a person or a team. Messages say it."
              onChange={(owner) => setRule({ ...draft.rule, owner })}
            />
          </Part>
        </div>
        <Aside rule={rule} search={draft.search} preview={preview} />
      </div>
    </div>
  );
}

function Part(props: {
  readonly title: string;
  readonly help: string;
  readonly children: ReactNode;
}): ReactNode {
  const { title, help, children } = props;
  return (
    <section className={form.part} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <p>{help}</p>
      </header>
      <div className={form.content}>{children}</div>
    </section>
  );
}
