import { useMemo, useState } from 'react';
import type { Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import { otherSideOf, readCompared } from './compare.ts';
import type { ComparedScope, OtherSide } from './compare.ts';
import { heatEdges, linearEdges } from './heat-edges.ts';
import { curvesQuery, heatQuery, plotFactsQuery, tailQuery } from './plot-questions.ts';
import { readShow } from './read-result.ts';
import { isSame, useAsk, useAskAhead } from './use-ask.ts';
import type { Answer } from './use-answer.ts';
import { useView } from './use-view.ts';
import type { ScaleKind } from './view.ts';

/** An answer with the question it answers. */
export interface Asked {
  readonly asked: Query;
  readonly result: Result;
}

/** Where the tail begins, and whether that is the p95 of what is compared with. */
export interface PlotTail {
  readonly from: number;
  readonly isOther: boolean;
  /** Which part of all is in it; NaN while that is not known, and where it is the slowest 5 % by itself. */
  readonly share: number;
}

export interface UsedPlot {
  /** The numbers of everything, answered to `plotFactsQuery`. */
  readonly facts: Answer<Query, Result>;
  /** How much is known of the other side. */
  readonly side: OtherSide;
  /** The lines; stale also while the heatmap that stands below them is of other rows. */
  readonly curves: Answer<Query, Result>;
  readonly tail: PlotTail | null;
  /** The last heatmap there is; an earlier one while a new one is awaited. */
  readonly heat: Asked | null;
  /** The edges of its rows, also where no heatmap is asked for: they are the axis. */
  readonly edges: readonly number[] | null;
}

/** The last answer of any shape: the edges of a heatmap move with its rows, and nothing blinks for it. */
function useLast(answer: Answer<Query, Result>): Asked | null {
  const { data, asked } = answer;
  const [last, setLast] = useState<Asked | null>(null);
  if (data === undefined || asked === undefined || data === last?.result) return last;
  const next = { asked, result: data };
  setLast(next);
  return next;
}

/** Where the tail begins, by the numbers of everything; `fewest`: rows of the other side without which it has no p95. */
function tailOf(asked: Query, data: Result, fewest: number): Omit<PlotTail, 'share'> {
  const { value, versus, versusRows } = readCompared(data, { metric: 'p95' });
  const isOther = otherSideOf(asked, data) === 'held' && versusRows >= fewest && Number.isFinite(versus);
  return { from: isOther ? versus : value, isOther };
}

/** The edges of about so many rows, by the numbers of everything. */
function edgesOf(data: Result, tailFrom: number, rows: number, scale: ScaleKind): readonly number[] | null {
  const read = (metric: 'min' | 'p50' | 'p99' | 'p100'): number => readShow(data, { metric });
  return (scale === 'log' ? heatEdges : linearEdges)(
    { least: read('min'), p50: read('p50'), p99: read('p99'), most: read('p100'), tailFrom },
    rows,
  );
}

/** How a latency plot is asked for. */
export interface PlotWish {
  /** Whether its heatmap is wanted. */
  readonly hasHeat: boolean;
  /** Rows of transactions without which the other side has no p95 to speak of. */
  readonly fewest: number;
  /** Rows of the heatmap, about: as many as there is height for. */
  readonly rows?: number;
}

/** A plot of 350 pixels has room for so many rows. */
const ROWS = 44;

/** Whether a heatmap is of other rows than those of a scope. */
function isOfOthers({ asked }: Asked, scope: ComparedScope): boolean {
  return !isSame({ ...asked, by: [] }, { ...heatQuery(scope, []), by: [] });
}

/** Whether a share of the tail is of other rows than those of a scope, wherever the tail begins. */
function isShareOfOthers({ asked }: Asked, scope: ComparedScope): boolean {
  const { where } = scope;
  return !isSame({ ...asked, where }, { ...tailQuery(scope, 0), where });
}

/** All that the latency plot draws of a scope. */
export function useLatencyPlot(scope: ComparedScope, { hasHeat, fewest, rows = ROWS }: PlotWish): UsedPlot {
  const query = plotFactsQuery(scope);
  const { scale } = useView().view;
  const askAhead = useAskAhead();
  const facts = useAsk(query, false, (data, asked) => {
    const tail = tailOf(asked, data, fewest);
    const edges = edgesOf(data, tail.from, rows, scale);
    if (hasHeat && edges !== null) askAhead(heatQuery(scope, edges));
    if (tail.isOther) askAhead(tailQuery(scope, tail.from));
  });
  const curves = useAsk(curvesQuery(scope));
  const { data } = facts;
  const asked = facts.asked ?? query;
  const side = data === undefined ? 'loading' : otherSideOf(asked, data);
  const { from: tailFrom, isOther } =
    data === undefined ? { from: Number.NaN, isOther: false } : tailOf(asked, data, fewest);
  const tail = useMemo(
    () => (data === undefined ? null : { from: tailFrom, isOther }),
    [data, tailFrom, isOther],
  );
  const edges = useMemo(
    () => (data === undefined ? null : edgesOf(data, tailFrom, rows, scale)),
    [data, tailFrom, rows, scale],
  );
  // What follows from the numbers is asked for once they are those of these rows.
  const isKnown = !facts.isStale;
  const share = useLast(useAsk(isKnown && tail?.isOther === true ? tailQuery(scope, tail.from) : null, true));
  // An earlier share stays where it is of the same rows, or stands beside other earlier numbers.
  const isShareOf = share !== null && (!isKnown || !isShareOfOthers(share, scope));
  const heatAnswer = useAsk(isKnown && hasHeat && edges !== null ? heatQuery(scope, edges) : null, true);
  const last = useLast(heatAnswer);
  // Where no row matches there is no axis, and nothing will take an earlier heatmap's place.
  const heat = hasHeat && (edges !== null || !isKnown) ? last : null;
  const isHeatOther = heat !== null && heatAnswer.data === undefined && isOfOthers(heat, scope);
  return {
    facts,
    side,
    curves: {
      ...curves,
      isStale: curves.isStale || isHeatOther,
      isPending: curves.isPending || facts.isPending || heatAnswer.isPending,
      problem: curves.problem ?? (isHeatOther ? (facts.problem ?? heatAnswer.problem) : null),
    },
    tail:
      tail === null
        ? null
        : {
            ...tail,
            share: isShareOf ? readShow(share.result, { metric: 'count', read: 'ratio' }) : Number.NaN,
          },
    heat,
    edges,
  };
}
