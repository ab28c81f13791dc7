import type { ReactNode } from 'react';
import { writtenFixed } from '../../model/number-style.ts';
import type { Problem } from '../../model/result.ts';
import { formatCount, formatPercent } from '../format.ts';
import { AnswerPanel } from '../states/AnswerPanel.tsx';
import { EmptyPanel } from '../states/EmptyPanel.tsx';
import { Skeleton } from '../states/Skeleton.tsx';
import { ValueMenu } from '../table/CellMenu.tsx';
import type { CellActions } from '../table/CellMenu.tsx';
import { toVisibleLine } from '../visible-text.ts';
import css from './explain.module.css';

/** One thing that a selection has more often than the rest. */
export interface DifferenceCard {
  readonly key: string;
  /** Attributes, as a search writes them. */
  readonly names: readonly string[];
  /** Their values; null: none. */
  readonly values: readonly (string | null)[];
  readonly actions: readonly CellActions[];
  readonly selected: number;
  readonly rest: number;
  readonly selectedShare: number;
  readonly restShare: number;
  readonly lift: number;
  /** How often chance makes such a difference, from 0 to 1. */
  readonly chance: number;
}

/** What was looked at, and what was found. */
export interface ShownExplanation {
  readonly selected: number;
  readonly rest: number;
  readonly attributes: number;
  readonly values: number;
  readonly cards: readonly DifferenceCard[];
}

/** What is selected, told from the rest: each difference with the shares of both sides, the least like chance first. */
export function Differences(props: {
  /** What is selected, in words: `the slowest 5%`. */
  readonly words: string;
  /** Undefined while it is being asked for. */
  readonly shown: ShownExplanation | undefined;
  /** What has to be said where nothing is found; empty where all rows were looked at. */
  readonly part: string;
  readonly isStale: boolean;
  readonly problem: Problem | null;
  readonly onRetry: () => void;
}): ReactNode {
  const { words, shown, part, isStale, problem, onRetry } = props;
  return (
    <section aria-label="What differs" className={css.panel}>
      <header className={css.head}>
        <h2>What differs in {words}</h2>
        {shown !== undefined && (
          <span className={css.quiet} role="status">
            {formatCount(shown.selected)} selected against the other {formatCount(shown.rest)};{' '}
            {formatCount(shown.values)} values of {formatCount(shown.attributes)} attributes looked at
          </span>
        )}
        <span className={css.legend}>
          <i data-side="selected" aria-hidden /> selection
          <i data-side="rest" aria-hidden /> rest
        </span>
      </header>
      <AnswerPanel
        answer={{ data: shown, isStale, problem, retry: onRetry }}
        skeleton={<Skeleton height={HEIGHT} />}
        size="widget"
      >
        {(found) => <Found shown={found} part={part} />}
      </AnswerPanel>
    </section>
  );
}

const HEIGHT = 96;

function Found(props: { readonly shown: ShownExplanation; readonly part: string }): ReactNode {
  const { shown, part } = props;
  const { selected, rest, cards } = shown;
  if (selected === 0 || rest === 0) {
    return (
      <EmptyPanel
        size="section"
        message={selected === 0 ? 'No event is selected' : 'All events are selected'}
        advice="Select a part of them in the chart: there is nothing to tell it from."
      />
    );
  }
  if (cards.length === 0) {
    return (
      <EmptyPanel
        size="section"
        message="Nothing stands out"
        advice={`No attribute differs more than chance explains. ${part}`.trim()}
      />
    );
  }
  return (
    <ol className={css.cards}>
      {cards.map((card) => (
        <Card key={card.key} card={card} />
      ))}
    </ol>
  );
}

function chanceWords(chance: number): string {
  return chance < 0.0001
    ? 'Chance makes a difference like this in fewer than 1 of 10,000 selections.'
    : `Chance makes a difference like this in ${formatPercent(chance)} of selections.`;
}

function Card({ card }: { readonly card: DifferenceCard }): ReactNode {
  const { names, values, actions, selected, rest, selectedShare, restShare, lift, chance } = card;
  const name = names.map((each) => toVisibleLine(each)).join(' and ');
  return (
    <li className={css.card}>
      <p className={css.name}>
        <code title={name}>{name}</code>
        <b title={chanceWords(chance)} data-metric="lift" data-exact={String(lift)}>
          ×{writtenFixed(lift, 1)}
        </b>
      </p>
      <p className={css.value}>
        <ValueMenu values={actions} label={`Filter by ${name}`}>
          {values.map((value) => (value === null ? '(no value)' : toVisibleLine(value))).join(' and ')}
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
  return (
    <p className={css.share} title={`${formatCount(count)} events`}>
      <span className={css.track} aria-hidden>
        <i data-side={side} style={{ width: `${share * 100}%` }} />
      </span>
      <span data-metric={`${side} share`} data-exact={String(share)}>
        {formatPercent(share)}
        <span className="hidden"> {side === 'selected' ? 'of the selection' : 'of the rest'}</span>
      </span>
    </p>
  );
}
