import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Threshold } from '../../model/metric.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDuration } from '../../ui/format.ts';
import { readThreshold } from '../../view/with-threshold.ts';
import css from './settings.module.css';

/** A threshold that is written; it holds with Enter, or when the field is left. */
export function ThresholdField(props: {
  readonly name: string;
  /** Null: none of its own. */
  readonly threshold: Threshold | null;
  /** What holds where it has none. */
  readonly inherited?: Threshold;
  readonly isOn: boolean;
  readonly onChange: (threshold: Threshold) => void;
  readonly onClear?: () => void;
}): ReactNode {
  const { name, threshold, inherited, isOn, onChange, onClear } = props;
  const shown = threshold === null ? '' : String(threshold.ms);
  const [draft, setDraft] = useState<string | null>(null);
  const read = draft === null || draft.trim() === '' ? null : readThreshold(draft);
  const metric = threshold?.metric ?? inherited?.metric ?? 'duration';
  const commit = (): void => {
    if (read !== null && 'ms' in read && read.ms !== threshold?.ms) onChange({ metric, ms: read.ms });
    if (draft?.trim() === '' && threshold !== null) onClear?.();
    if (read === null || 'ms' in read) setDraft(null);
  };
  const problem = read !== null && 'problem' in read ? read.problem : null;
  return (
    <span className={`${css.value} ${css.threshold}`}>
      <select
        aria-label={`${name}: what is measured`}
        value={metric}
        disabled={!isOn || (threshold === null && inherited !== undefined)}
        onChange={({ target }) => {
          if (threshold !== null)
            onChange({ ...threshold, metric: target.value === 'lcp' ? 'lcp' : 'duration' });
        }}
      >
        <option value="duration">Duration</option>
        <option value="lcp">LCP</option>
      </select>
      <input
        className={css.field}
        aria-label={`${name} in milliseconds`}
        aria-invalid={problem !== null}
        inputMode="decimal"
        disabled={!isOn}
        value={draft ?? shown}
        placeholder={inherited === undefined ? '' : formatDuration(inherited.ms)}
        title={problem ?? undefined}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => {
          if (key === 'Enter') commit();
          if (key === 'Escape') setDraft(null);
        }}
      />
      ms
      {onClear !== undefined && threshold !== null && (
        <Button
          size="small"
          look="ghost"
          disabled={!isOn}
          aria-label={`${name}: use the default`}
          onClick={onClear}
        >
          Use the default
        </Button>
      )}
      {problem !== null && (
        <span className={css.wrong} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
