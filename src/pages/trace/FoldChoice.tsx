import type { ReactNode } from 'react';
import type { Milliseconds } from '../../model/time.ts';
import { formatDuration } from '../../ui/format.ts';
import type { FoldBase } from '../../view/view.ts';
import css from './TraceTools.module.css';

const LEVELS = [1, 2, 3, 4, 5] as const;

/** Milliseconds below which what takes no longer can be folded, of those that are less than the whole. */
const LIMITS: readonly Milliseconds[] = [1, 5, 10, 50, 100, 500, 1_000, 5_000];

interface Choice {
  readonly base: FoldBase;
  readonly label: string;
}

function choicesFor(total: Milliseconds): Choice[] {
  return [
    { base: 'first', label: 'as at first' },
    { base: 'open', label: 'nothing' },
    ...LEVELS.map((level): Choice => ({ base: level, label: level === 1 ? 'all' : `below level ${level}` })),
    ...LIMITS.filter((limit) => limit < total).map((under): Choice => ({
      base: { under },
      label: `under ${formatDuration(under)}`,
    })),
  ];
}

function wordOf(base: FoldBase): string {
  return typeof base === 'object' ? `under ${base.under}` : String(base);
}

/** What is folded: nothing, what is deep, or what has nothing in it that took long. */
export function FoldChoice(props: {
  readonly base: FoldBase;
  readonly total: Milliseconds;
  readonly onFold: (base: FoldBase) => void;
}): ReactNode {
  const { base, total, onFold } = props;
  const choices = choicesFor(total);
  const isKnown = choices.some((choice) => wordOf(choice.base) === wordOf(base));
  const all: Choice[] = isKnown
    ? choices
    : [
        ...choices,
        {
          base,
          label: typeof base === 'object' ? `under ${formatDuration(base.under)}` : `below level ${base}`,
        },
      ];
  return (
    <label className={css.choice}>
      Fold
      <select
        aria-label="Fold"
        value={wordOf(base)}
        onChange={({ target }) => {
          const chosen = all.find((choice) => wordOf(choice.base) === target.value);
          if (chosen !== undefined) onFold(chosen.base);
        }}
      >
        {all.map(({ base, label }) => (
          <option key={wordOf(base)} value={wordOf(base)}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
