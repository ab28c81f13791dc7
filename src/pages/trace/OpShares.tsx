import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { NONE, rangeOf } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { formatDuration, formatPercent } from '../../ui/format.ts';
import { toOpCategory, toOpLook } from '../../ui/op.ts';
import type { OpCategory } from '../../ui/op.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import css from './OpShares.module.css';

/** As many as fit beside the overview. */
const SHOWN = 4;

/** Self time by kind of op, the largest first; of an entry span only what its own service knows. */
function sharesOf(trace: Trace, root: number): { category: OpCategory; self: number; share: number }[] {
  const [from, to] = rangeOf(trace, root);
  const { codes, dictionary } = trace.table.op;
  const categories = dictionary.map((op) => toOpCategory(op));
  const sums = new Map<OpCategory, number>();
  let total = 0;
  for (let node = from; node < to; node++) {
    const self = trace.self[node] ?? NaN;
    if (Number.isNaN(self)) continue;
    const category = categories[codes[trace.row[node] ?? NONE] ?? NONE] ?? toOpCategory('');
    sums.set(category, (sums.get(category) ?? 0) + self);
    total += self;
  }
  return [...sums]
    .map(([category, self]) => ({ category, self, share: self / total }))
    .filter(({ self }) => self > 0)
    .sort((a, b) => b.self - a.self);
}

/** Where the time went, by kind of op: the share of all self time. */
export function OpShares({ trace, root }: { readonly trace: Trace; readonly root: number }): ReactNode {
  const shares = useMemo(() => sharesOf(trace, root), [trace, root]);
  return (
    <ul className={css.shares} aria-label="Self time by kind of op">
      {shares.slice(0, SHOWN).map(({ category, self, share }) => (
        <li key={category} title={`${toOpLook(category).label}: ${formatDuration(self)} of self time`}>
          <OpGlyph op={category} />
          <span className="hidden">{toOpLook(category).label}</span>
          {formatPercent(share)}
        </li>
      ))}
    </ul>
  );
}
