import { useMemo } from 'react';
import type { Trace } from '../../model/trace.ts';
import { parse } from '../../search/parse.ts';
import { matchesOf } from '../../trace/matching.ts';
import { rangeOf } from '../../trace/trace.ts';

/** What a search finds in a trace. */
export interface TraceSearch {
  /** Whether anything is looked for. */
  readonly isOn: boolean;
  /** The nodes that match and are in scope, ascending. */
  readonly matches: Int32Array;
  /** 1 for each node that matches; null where nothing is looked for. */
  readonly marked: Uint8Array | null;
  /** Why the text cannot be read, and what to do. */
  readonly fault: string | null;
}

const NOTHING: TraceSearch = { isOn: false, matches: new Int32Array(0), marked: null, fault: null };

function search(trace: Trace, root: number, text: string): TraceSearch {
  if (text.trim() === '') return NOTHING;
  const parsed = parse(text);
  if ('error' in parsed) return { ...NOTHING, fault: `${parsed.error.message} ${parsed.error.advice}` };
  if (parsed.having !== null) {
    return {
      ...NOTHING,
      fault: 'A condition on a metric selects transactions. Spans are searched here: write duration:>100ms.',
    };
  }
  const [from, to] = rangeOf(trace, root);
  const matches = matchesOf(trace, parsed.filter).filter((node) => node >= from && node < to);
  const marked = new Uint8Array(trace.length);
  for (const node of matches) marked[node] = 1;
  return { isOn: true, matches, marked, fault: null };
}

/** What the words of the search language find among the spans of what is in scope. */
export function useTraceSearch(trace: Trace, root: number, text: string): TraceSearch {
  return useMemo(() => search(trace, root, text), [trace, root, text]);
}

/** The first match behind a node, or before it, around the end where there is none; -1 of no matches. */
export function nextMatch(matches: Int32Array, node: number, step: 1 | -1): number {
  if (matches.length === 0) return -1;
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle] ?? 0) < node) low = middle + 1;
    else high = middle;
  }
  const isHere = matches[low] === node;
  const at = step === 1 ? (isHere ? low + 1 : low) : low - 1;
  return matches.at(at % matches.length) ?? -1;
}
