import type { ReactNode } from 'react';
import type { AlertRule, AlertThresholds } from '../../model/alert-rule.ts';
import { CADENCE } from '../../model/alert-rule.ts';
import { DAY, HOUR } from '../../model/time.ts';
import type { Milliseconds } from '../../model/time.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { formatStep } from '../../ui/figure/time-words.ts';
import { formatDuration } from '../../ui/format.ts';
import { Note } from '../../ui/states/Note.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { widgetWords } from '../../view/metric-words.ts';
import { useView } from '../../view/use-view.ts';
import { lengthOf, levelCounts, shortMoment } from './incident-words.ts';
import { RuleChart } from './RuleChart.tsx';
import { times } from './rule-words.ts';
import type { Preview } from './use-preview.ts';
import css from './alerts.module.css';

const SPANS = [DAY, 7 * DAY, 14 * DAY, 30 * DAY];

/** How long the time is that a back-test looks at. */
export function SpanToggle(): ReactNode {
  const { view, edit } = useView();
  const { range } = view;
  const length = 'last' in range ? range.last : range.end - range.start;
  const isUsual = 'last' in range && SPANS.includes(length);
  const choices = SPANS.map((span) => ({ value: String(span), label: formatStep(span) }));
  return (
    <Toggle
      label="Time"
      choices={isUsual ? choices : [...choices, { value: 'own', label: 'As chosen' }]}
      chosen={isUsual ? String(length) : 'own'}
      onChoose={(value) => {
        if (value !== 'own') edit({ range: { last: Number(value) } }, 'replace');
      }}
    />
  );
}

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
  readonly onThreshold: (level: keyof AlertThresholds, value: number) => void;
}): ReactNode {
  const { rule, preview, isPending, onThreshold } = props;
  const { zone } = useView().view;
  const hasThreshold = rule.thresholds.critical !== null || rule.thresholds.warning !== null;
  return (
    <section className={css.preview} aria-label="Back-test" aria-busy={isPending}>
      <header className={css.previewHead}>
        <div role="status">
          <h2>
            {preview === undefined ? 'Playing the rule over the past' : headline(preview, hasThreshold)}
          </h2>
          <p>{preview === undefined ? 'The time is being loaded.' : details(preview, zone)}</p>
        </div>
        <SpanToggle />
      </header>
      {preview === undefined ? (
        <Skeleton height={264} />
      ) : (
        <>
          <RuleChart
            name={widgetWords(rule.measure)}
            rule={rule}
            ticks={preview.ticks}
            range={preview.range}
            incidents={hasThreshold ? preview.tested.incidents : []}
            zone={zone}
            now={preview.range.end}
            onThreshold={onThreshold}
          />
          {preview.problem !== null && <Note text={preview.problem} />}
        </>
      )}
    </section>
  );
}
