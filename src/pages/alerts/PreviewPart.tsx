import type { ReactNode } from 'react';
import type { AlertRule, AlertThresholds } from '../../model/alert-rule.ts';
import { CADENCE } from '../../model/alert-rule.ts';
import { HOUR } from '../../model/time.ts';
import type { Milliseconds } from '../../model/time.ts';
import { formatStep } from '../../ui/figure/time-words.ts';
import { formatDuration } from '../../ui/format.ts';
import { useView } from '../../view/use-view.ts';
import { lengthOf, levelCounts, shortMoment } from './incident-words.ts';
import { RuleFigure } from './RuleFigure.tsx';
import { times } from './rule-words.ts';
import type { Preview } from './use-preview.ts';
import css from './alerts.module.css';

/** A length of time, to the hour where it is long. */
function spanWords(time: Milliseconds): string {
  return time < 2 * HOUR ? formatDuration(time) : formatStep(Math.round(time / HOUR) * HOUR);
}

/** The heading of a back-test: what would have fired, and for how long. */
function headline({ tested, range, complete, ticks }: Preview, hasThreshold: boolean): string {
  const over = spanWords(complete ? range.end - range.start : ticks.length * CADENCE);
  if (!hasThreshold) return 'Set a threshold to see what would have fired';
  const { length } = tested.incidents;
  return length === 0 ? `Would not have fired in ${over}` : `Would have fired ${times(length)} in ${over}`;
}

function details({ tested, range, complete }: Preview, zone: 'utc' | 'local'): string {
  const { incidents } = tested;
  const loading = complete ? '' : ' The rest of this time is not loaded.';
  if (incidents.length === 0) return `Played minute by minute over what came in.${loading}`;
  const lengths = incidents.map((incident) => lengthOf(incident, range.end));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const longest = Math.max(...lengths);
  const at = incidents[lengths.indexOf(longest)]?.opened ?? range.start;
  const longestWords =
    incidents.length > 1 ? ` Longest ${formatDuration(longest)}, ${shortMoment(at, zone)}.` : '';
  return `${formatDuration(total)} in total: ${levelCounts(incidents)}.${longestWords}${loading}`;
}

/** The graph of a rule with what would have fired over the time that is looked at. */
export function PreviewPart(props: {
  readonly rule: AlertRule;
  readonly preview: Preview | undefined;
  readonly isPending: boolean;
  /** How long rows are waited for before a minute counts as over. */
  readonly delay: Milliseconds;
  readonly onThreshold: (level: keyof AlertThresholds, value: number) => void;
}): ReactNode {
  const { rule, preview, isPending, delay, onThreshold } = props;
  const { zone } = useView().view;
  const hasThreshold = rule.thresholds.critical !== null || rule.thresholds.warning !== null;
  return (
    <section className={css.preview} aria-label="Back-test" aria-busy={isPending}>
      <RuleFigure
        rule={rule}
        preview={preview}
        isPending={isPending}
        incidents={hasThreshold ? (preview?.tested.incidents ?? []) : []}
        delay={delay}
        onThreshold={onThreshold}
        head={
          <div role="status">
            <h2>
              {preview !== undefined
                ? headline(preview, hasThreshold)
                : isPending
                  ? 'Playing the rule over the past'
                  : 'The rule was not played'}
            </h2>
            <p>
              {preview !== undefined
                ? details(preview, zone)
                : isPending
                  ? 'The time is being loaded.'
                  : 'It can be saved all the same.'}
            </p>
          </div>
        }
      />
    </section>
  );
}
