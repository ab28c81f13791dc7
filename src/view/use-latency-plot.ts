import { useMemo, useState } from 'react';
import type { Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import { otherSideOf, readCompared } from './compare.ts';
import type { ComparedScope, OtherSide } from './compare.ts';
import { heatEdges } from './heat-edges.ts';
import { curvesQuery, heatQuery, plotFactsQuery, tailQuery } from './plot-questions.ts';
import { readShow } from './read-result.ts';
import { useAsk } from './use-ask.ts';
import type { Answer } from './use-answer.ts';

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
  readonly curves: Answer<Query, Result>;
  readonly tail: PlotTail | null;
  /** The last heatmap there is; an earlier one while a new one is awaited. */
  readonly heat: Asked | null;
  /** Whether that is of other rows than `curves`. */
  readonly isHeatStale: boolean;
  /** The edges of its rows, also where no heatmap is asked for: they are the axis. */
  readonly edges: readonly number[] | null;
}

/** The last answer of any shape: the edges of a heatmap move with its rows, and nothing blinks for it. */
function useLast(answer: Answer<Query, Result>): Asked | null {
  const { data, asked } = answer;
  const [last, setLast] = useState<Asked | null>(null);
  if (data !== undefined && asked !== undefined && data !== last?.result) setLast({ asked, result: data });
  return data !== undefined && asked !== undefined ? { asked, result: data } : last;
}

/** The rows that an answer needs, and with them its numbers: where the tail begins, and what the rows are. */
function useEdges(facts: Answer<Query, Result>, tailFrom: number, rows: number): readonly number[] | null {
  const { data } = facts;
  return useMemo(() => {
    if (data === undefined) return null;
    const read = (metric: 'min' | 'p50' | 'p99' | 'p100'): number => readShow(data, { metric });
    return heatEdges(
      { least: read('min'), p50: read('p50'), p99: read('p99'), most: read('p100'), tailFrom },
      rows,
    );
  }, [data, tailFrom, rows]);
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

/** All that the latency plot draws of a scope. */
export function useLatencyPlot(scope: ComparedScope, { hasHeat, fewest, rows = ROWS }: PlotWish): UsedPlot {
  const query = plotFactsQuery(scope);
  const facts = useAsk(query);
  const curves = useAsk(curvesQuery(scope));
  const { data } = facts;
  const asked = facts.asked ?? query;
  const side = data === undefined ? 'loading' : otherSideOf(asked, data);
  const tail = useMemo(() => {
    if (data === undefined) return null;
    const { value, versus, versusRows } = readCompared(data, { metric: 'p95' });
    const isOther = side === 'held' && versusRows >= fewest && Number.isFinite(versus);
    return { from: isOther ? versus : value, isOther };
  }, [data, side, fewest]);
  const share = useAsk(tail?.isOther === true ? tailQuery(scope, tail.from) : null).data;
  const edges = useEdges(facts, tail?.from ?? Number.NaN, rows);
  const heatAnswer = useAsk(hasHeat && edges !== null ? heatQuery(scope, edges) : null);
  const heat = useLast(heatAnswer);
  return {
    facts,
    side,
    curves,
    tail:
      tail === null
        ? null
        : {
            ...tail,
            share: share === undefined ? Number.NaN : readShow(share, { metric: 'count', read: 'ratio' }),
          },
    heat: hasHeat ? heat : null,
    isHeatStale: heatAnswer.data === undefined && curves.isStale,
    edges,
  };
}
