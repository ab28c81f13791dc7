import { Gauge } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { DEFAULT_SETTINGS } from '../../model/source.ts';
import type { Threshold } from '../../model/metric.ts';
import { Button } from '../../ui/Button.tsx';
import { PopupPanel } from '../../ui/popup/PopupPanel.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { formatDuration } from '../../ui/format.ts';
import { useHold } from '../../view/tick-context.tsx';
import { thresholdOf } from '../../view/threshold-of.ts';
import { useInfo } from '../../view/use-info.ts';
import { useProjectLabel, useSettings } from '../../view/use-settings.ts';
import type { TransactionId } from '../../view/view.ts';
import {
  readThreshold,
  thresholdScope,
  withProjectThreshold,
  withTransactionThreshold,
} from '../../view/with-threshold.ts';
import css from './threshold.module.css';

const METRICS = [
  { value: 'duration', label: 'Duration' },
  { value: 'lcp', label: 'LCP' },
] as const;

const SCOPES = [
  { value: 'transaction', label: 'This transaction' },
  { value: 'project', label: 'The whole project' },
] as const;

const FROM = {
  transaction: 'set for this transaction',
  project: 'set for its project',
  default: 'the default of everything',
} as const;

/** How long a response may take: what Apdex and User Misery measure against. Applied at once, everywhere. */
export function ThresholdEditor({ id }: { readonly id: TransactionId }): ReactNode {
  const { settings = DEFAULT_SETTINGS } = useSettings();
  const [isOpen, setIsOpen] = useState(false);
  useHold(isOpen);
  const { thresholds } = settings;
  const now = thresholdOf(id, thresholds);
  return (
    <PopupPanel
      label="Response time threshold"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      position="bottom-end"
      width={320}
      trigger={
        <Button
          size="small"
          icon={<Gauge size={14} strokeWidth={1.5} aria-hidden />}
          title={`Apdex and User Misery are measured against T, ${FROM[thresholdScope(id, thresholds)]}`}
          data-printed
        >
          T {formatDuration(now.ms)}
          {now.metric === 'lcp' && ' of LCP'}
        </Button>
      }
    >
      {() => <Form id={id} now={now} onDone={() => setIsOpen(false)} />}
    </PopupPanel>
  );
}

function Form(props: {
  readonly id: TransactionId;
  readonly now: Threshold;
  readonly onDone: () => void;
}): ReactNode {
  const { id, now, onDone } = props;
  const { settings = DEFAULT_SETTINGS, change } = useSettings();
  const isKept = useInfo().info?.abilities.settings === true;
  const label = useProjectLabel();
  const field = useId();
  const from = thresholdScope(id, settings.thresholds);
  const [metric, setMetric] = useState(now.metric);
  const [text, setText] = useState(String(now.ms));
  const [scope, setScope] = useState<'transaction' | 'project'>(from === 'default' ? 'transaction' : from);
  const read = readThreshold(text);
  const put = (threshold: Threshold | null): void => {
    change((settings) => ({
      ...settings,
      thresholds:
        scope === 'transaction'
          ? withTransactionThreshold(settings.thresholds, id, threshold)
          : withProjectThreshold(settings.thresholds, id.project, threshold),
    }));
    onDone();
  };
  const isSet = from === scope || (from === 'transaction' && scope === 'project' && hasProject(settings, id));
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if ('ms' in read && isKept) put({ metric, ms: read.ms });
      }}
    >
      <p className={css.words}>
        Up to T a user is satisfied, up to 4T tolerating, above it frustrated. It is {FROM[from]}.
      </p>
      <Toggle label="What is measured" choices={METRICS} chosen={metric} onChoose={setMetric} />
      <label className={css.field} htmlFor={field}>
        T
        <input
          id={field}
          value={text}
          inputMode="decimal"
          data-autofocus
          onFocus={({ target }) => target.select()}
          aria-invalid={'problem' in read}
          aria-describedby={`${field}-note`}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <p id={`${field}-note`} className={css.note} data-wrong={'problem' in read ? true : undefined}>
        {'problem' in read
          ? read.problem
          : `T is ${formatDuration(read.ms)}, 4T ${formatDuration(4 * read.ms)}.`}
      </p>
      <Toggle label="For what" choices={SCOPES} chosen={scope} onChoose={setScope} />
      {scope === 'project' && (
        <p className={css.note}>For every transaction of {label(id.project)} without one of its own.</p>
      )}
      {!isKept && <p className={css.note}>This source keeps no settings.</p>}
      <span className={css.actions}>
        <Button type="submit" look="primary" size="small" disabled={!isKept || 'problem' in read}>
          Apply
        </Button>
        <Button look="ghost" size="small" disabled={!isKept || !isSet} onClick={() => put(null)}>
          {scope === 'transaction' ? 'Use the project’s' : 'Use the default'}
        </Button>
      </span>
    </form>
  );
}

function hasProject({ thresholds }: typeof DEFAULT_SETTINGS, { project }: TransactionId): boolean {
  return thresholds.projects.some((each) => each.project === project);
}
