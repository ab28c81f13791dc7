import type { ReactNode } from 'react';
import type { Finding } from '../../model/finding.ts';
import type { FixEffect, RouteFigures, Survey } from '../../model/survey.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount, formatDuration, formatPercent, formatScore } from '../../ui/format.ts';
import { Section } from './DetailParts.tsx';
import css from './SurveyPart.module.css';
import type { EventSurvey } from './use-event-survey.ts';

/** What of the survey is about the selected span or finding, or the way to it. */
export function SurveyPart(props: { readonly of: EventSurvey; readonly finding: Finding | null }): ReactNode {
  const { of, finding } = props;
  if (!of.isPossible) return null;
  return (
    <Section title="Its other events">
      {!of.isOn ? (
        <Button size="small" onClick={of.turnOn}>
          Compare with the transaction’s other events
        </Button>
      ) : of.problem !== null ? (
        <p className={css.words} role="alert">
          {of.problem}
        </p>
      ) : of.survey === null ? (
        <p className={css.words} role="status">
          Reading the spans of its events…
        </p>
      ) : (
        <Surveyed survey={of.survey} isReading={of.isReading} finding={finding} />
      )}
    </Section>
  );
}

/** Spans of 3,120 of 41,877 events. */
export function heldWords({ events, eventsTotal }: Pick<Survey, 'events' | 'eventsTotal'>): string {
  const held = formatCount(events);
  return events === eventsTotal ? `all ${held} events` : `${held} of ${formatCount(eventsTotal)} events`;
}

function Surveyed({
  survey,
  isReading,
  finding,
}: {
  readonly survey: Survey;
  readonly isReading: boolean;
  readonly finding: Finding | null;
}): ReactNode {
  const { like, findings, fix } = survey;
  const group =
    finding === null ? undefined : findings.find(({ fingerprint }) => fingerprint === finding.fingerprint);
  return (
    <>
      <p className={css.words}>
        The spans of {heldWords(survey)} of the range are held{isReading ? ', and more are being read…' : '.'}
      </p>
      {like !== null && like.count > 0 && (
        <p className={css.words}>
          Slower than <b>{formatPercent(like.faster / like.count)}</b> of {formatCount(like.count)} like it.
        </p>
      )}
      {finding !== null && (
        <p className={css.words}>
          {group === undefined ? (
            'None of these events has this finding.'
          ) : (
            <>
              {formatCount(group.events)} of these events {group.events === 1 ? 'has' : 'have'} it; it took{' '}
              <b>{formatDuration(group.cost)}</b> in all of them.
            </>
          )}
        </p>
      )}
      {fix !== null && fix.events > 0 && <Effect fix={fix} />}
    </>
  );
}

const FIGURES: readonly (readonly [keyof RouteFigures, string, (value: number) => string])[] = [
  ['p50', 'p50', formatDuration],
  ['p95', 'p95', formatDuration],
  ['apdex', 'Apdex', formatScore],
  ['miserable', 'Miserable users', (value) => (Number.isNaN(value) ? 'not known' : formatCount(value))],
];

/** The route with the finding fixed in every event that has it. */
function Effect({ fix }: { readonly fix: FixEffect }): ReactNode {
  return (
    <table className={css.effect}>
      <caption>Fixed in all of them, the route would have</caption>
      <thead>
        <tr>
          <th scope="col">figure</th>
          <th scope="col">now</th>
          <th scope="col">at worst</th>
          <th scope="col">at best</th>
        </tr>
      </thead>
      <tbody>
        {FIGURES.map(([name, label, write]) => (
          <tr key={name}>
            <th scope="row">{label}</th>
            <td>{write(fix.now[name])}</td>
            <td>{write(fix.pessimistic[name])}</td>
            <td>{write(fix.optimistic[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
