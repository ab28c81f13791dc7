import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Threshold, Thresholds } from '../../model/metric.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { useToast } from '../../ui/toast/toast-context.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { transactionLink } from '../../view/links.ts';
import { useInfo } from '../../view/use-info.ts';
import { useProjectLabel, useSettings } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import { withProjectThreshold, withTransactionThreshold } from '../../view/with-threshold.ts';
import { Awaited, useKeptSettings } from './Awaited.tsx';
import { Row, Section } from './Section.tsx';
import { ThresholdField } from './ThresholdField.tsx';
import css from './settings.module.css';

function words({ metric, ms }: Threshold): string {
  return `${formatDuration(ms)}${metric === 'lcp' ? ' of LCP' : ''}`;
}

/** What response times are measured against: the default, of each project, and of single transactions. */
export function ThresholdSettings(): ReactNode {
  const { change } = useSettings();
  const settings = useKeptSettings();
  const { info } = useInfo();
  const { view } = useView();
  const label = useProjectLabel();
  const tell = useToast();
  const about = {
    id: 'thresholds',
    title: 'Response time thresholds',
    help: 'For everybody who looks at this source. Apdex and User Misery measure against them: up to T a user is satisfied, above 4T frustrated.',
  } as const;
  if (settings === undefined) {
    return (
      <Section {...about}>
        <Awaited />
      </Section>
    );
  }
  const isKept = info?.abilities.settings === true;
  const { thresholds } = settings;
  const set = (update: (thresholds: Thresholds) => Thresholds): void =>
    change((settings) => ({ ...settings, thresholds: update(settings.thresholds) }));
  const known = new Set((info?.projects ?? []).map(({ name }) => name));
  const projects = [
    ...known,
    ...thresholds.projects.map(({ project }) => project).filter((p) => !known.has(p)),
  ];
  return (
    <Section {...about}>
      <Row label="Default">
        <ThresholdField
          name="Default threshold"
          threshold={thresholds.default}
          isOn={isKept}
          onChange={(threshold) => set((thresholds) => ({ ...thresholds, default: threshold }))}
        />
      </Row>
      {projects.map((project) => {
        const own = thresholds.projects.find((each) => each.project === project)?.threshold;
        const name = toVisibleLine(label(project));
        return (
          <Row key={project} label={name}>
            <ThresholdField
              name={`Threshold of ${name}`}
              threshold={own ?? null}
              inherited={thresholds.default}
              isOn={isKept}
              onChange={(threshold) =>
                set((thresholds) => withProjectThreshold(thresholds, project, threshold))
              }
              onClear={() => set((thresholds) => withProjectThreshold(thresholds, project, null))}
            />
          </Row>
        );
      })}
      <h3 className={css.sub}>Of single transactions: {formatCount(thresholds.transactions.length)}</h3>
      {thresholds.transactions.length === 0 && (
        <p className={css.none}>None. The page of a transaction sets one.</p>
      )}
      {thresholds.transactions.map((override) => {
        const { project, transaction, threshold } = override;
        return (
          <div key={JSON.stringify([project, transaction])} className={css.row}>
            <Link to={transactionLink(view, { project, transaction })} className={css.link}>
              {toVisibleLine(transaction)} <small>{toVisibleLine(label(project))}</small>
            </Link>
            <span className={css.value}>
              T {words(threshold)}
              <Button
                size="small"
                look="ghost"
                disabled={!isKept}
                aria-label={`Remove the threshold of ${transaction}`}
                onClick={() => {
                  set((thresholds) => withTransactionThreshold(thresholds, override, null));
                  tell({
                    message: `Removed the threshold of ${toVisibleLine(transaction)}.`,
                    undo: () =>
                      set((thresholds) => withTransactionThreshold(thresholds, override, threshold)),
                  });
                }}
              >
                Remove
              </Button>
            </span>
          </div>
        );
      })}
    </Section>
  );
}
