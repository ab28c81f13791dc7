import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Difference } from '../../../metrics/explain.ts';
import type { Field } from '../../../model/column.ts';
import { tagOf } from '../../../model/column.ts';
import type { Filter } from '../../../model/filter.ts';
import { formatCount, formatPercent } from '../../../ui/format.ts';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { ProblemPanel } from '../../../ui/states/ProblemPanel.tsx';
import { Skeleton } from '../../../ui/states/Skeleton.tsx';
import { ValueMenu } from '../../../ui/table/CellMenu.tsx';
import { toVisibleLine } from '../../../ui/visible-text.ts';
import { askExplanation } from '../../../view/ask-explanation.ts';
import type { Explanation } from '../../../view/ask-explanation.ts';
import { withoutVersus } from '../../../view/compare.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { useReport } from '../../../view/use-report.ts';
import { useValueActions } from '../../../view/use-value-actions.ts';
import css from './explain.module.css';

const MOST = 8;

/** What the selected events have more often than the others; nothing that chance explains. */
export function ExplainPanel(props: {
  readonly scope: ComparedScope;
  readonly selected: Filter;
  /** What is selected, in words: `the slowest 5%`. */
  readonly words: string;
}): ReactNode {
  const { scope, selected, words } = props;
  const question = useMemo(() => ({ scope: withoutVersus(scope), selected }), [scope, selected]);
  const { data, isStale, problem, retry } = useReport('explain', question, askExplanation);
  return (
    <section aria-label="What differs" className={css.panel} data-stale={isStale ? true : undefined}>
      <header className={css.head}>
        <h2>What differs in {words}</h2>
        {data !== undefined && (
          <span className={css.quiet} role="status">
            {formatCount(data.sides.selected)} selected against the other {formatCount(data.sides.rest)};{' '}
            {formatCount(data.values)} values of {formatCount(data.attributes)} attributes looked at
          </span>
        )}
        <span className={css.legend}>
          <i data-side="selected" aria-hidden /> selection
          <i data-side="rest" aria-hidden /> rest
        </span>
      </header>
      {data === undefined ? (
        problem === null ? (
          <Skeleton height={HEIGHT} />
        ) : (
          <ProblemPanel problem={problem} onRetry={retry} size="widget" />
        )
      ) : (
        <Differences data={data} />
      )}
    </section>
  );
}

const HEIGHT = 96;

function Differences({ data }: { readonly data: Explanation }): ReactNode {
  const { differences, sides, fields } = data;
  if (sides.selected === 0 || sides.rest === 0) {
    return (
      <EmptyPanel
        size="widget"
        message={sides.selected === 0 ? 'No event is selected' : 'All events are selected'}
        advice="Select a part of them in the chart: there is nothing to tell it from."
      />
    );
  }
  if (differences.length === 0) {
    return (
      <EmptyPanel
        size="widget"
        message="Nothing stands out"
        advice="No attribute differs more than chance explains."
      />
    );
  }
  return (
    <ol className={css.cards}>
      {differences.slice(0, MOST).map((difference) => (
        <Card key={JSON.stringify(difference.conditions)} difference={difference} fields={fields} />
      ))}
    </ol>
  );
}

/** The name of an attribute as a search writes it. */
function nameOfAttribute(attribute: string): string {
  return tagOf(attribute) ?? attribute;
}

function chanceWords(lnChance: number): string {
  const chance = Math.exp(lnChance);
  return chance < 0.0001
    ? 'Chance makes a difference like this in fewer than 1 of 10,000 selections.'
    : `Chance makes a difference like this in ${formatPercent(chance)} of selections.`;
}

function Card(props: {
  readonly difference: Difference;
  readonly fields: ReadonlyMap<string, Field>;
}): ReactNode {
  const { difference, fields } = props;
  const { conditions, selected, rest, selectedShare, restShare, lift, lnChance } = difference;
  const make = useValueActions();
  const names = conditions.map(({ attribute }) => nameOfAttribute(attribute));
  const values = conditions.flatMap(({ attribute, value }) => {
    const field = fields.get(attribute);
    return field === undefined ? [] : [make.ofText(nameOfAttribute(attribute), field, value)];
  });
  return (
    <li className={css.card}>
      <p className={css.name}>
        <code title={names.join(' and ')}>{names.join(' and ')}</code>
        <b title={chanceWords(lnChance)} data-metric="lift" data-exact={String(lift)}>
          ×{lift.toFixed(1)}
        </b>
      </p>
      <p className={css.value}>
        <ValueMenu values={values} label={`Filter by ${names.join(' and ')}`}>
          {conditions
            .map(({ value }) => (value === null ? '(no value)' : toVisibleLine(value)))
            .join(' and ')}
        </ValueMenu>
      </p>
      <Share side="selected" share={selectedShare} count={selected} />
      <Share side="rest" share={restShare} count={rest} />
    </li>
  );
}

function Share(props: {
  readonly side: 'selected' | 'rest';
  readonly share: number;
  readonly count: number;
}): ReactNode {
  const { side, share, count } = props;
  const words = side === 'selected' ? 'of the selection' : 'of the rest';
  return (
    <p className={css.share} title={`${formatCount(count)} events`}>
      <span className={css.track} aria-hidden>
        <i data-side={side} style={{ width: `${share * 100}%` }} />
      </span>
      <span data-metric={`${side} share`} data-exact={String(share)}>
        {formatPercent(share)}
        <span className="hidden"> {words}</span>
      </span>
    </p>
  );
}
