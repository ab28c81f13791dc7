import { readHex } from '../model/hex.ts';
import type { DistinctSpans } from './distinct.ts';
import { Numbering } from './numbering.ts';
import { NONE } from './trace.ts';

/** Which span hangs under which. Numbers below `spans` are spans, those from there on are missing parents. */
export interface Links {
  readonly spans: number;
  /** Of spans and then of missing parents; NONE for roots. */
  readonly parent: Int32Array;
  /** The span ids that missing parents would have, in order of their numbers. */
  readonly missing: readonly string[];
  /** Spans under a missing parent. */
  readonly orphans: number;
  /** Span ids that named themselves as parent. */
  readonly selfParents: readonly string[];
  /** Rings of ancestors, each with its size and the id of the span that was made a root. */
  readonly cycles: readonly { readonly spans: number; readonly cutAt: string }[];
}

/** Room for so many missing parents to begin with. */
const FEW_MISSING = 64;

/** The nodes of a ring, beginning with `from`. */
function ringOf(parent: Int32Array, from: number): number[] {
  const ring = [from];
  for (let at = parent[from] ?? NONE; at !== from && at !== NONE; at = parent[at] ?? NONE) ring.push(at);
  return ring;
}

/** The first span of each ring that an upward walk meets; every node is walked once. */
function findRings(parent: Int32Array): number[] {
  const seen = new Int32Array(parent.length);
  const rings: number[] = [];
  for (let from = 0; from < parent.length; from++) {
    let at = from;
    while (at !== NONE && seen[at] === 0) {
      seen[at] = from + 1;
      at = parent[at] ?? NONE;
    }
    if (at !== NONE && seen[at] === from + 1) rings.push(at);
  }
  return rings;
}

/**
 * Links spans to their parents. A span whose parent has not arrived goes under a missing parent, which hangs under
 * the span of the transaction it was sent with, or is a root. Spans that are their own ancestors are cut loose at
 * the first of them.
 */
export function link(distinct: DistinctSpans): Links {
  const { table, length, row: rows } = distinct;
  const missing: string[] = [];
  const hosts: number[] = [];
  const selfParents: string[] = [];
  const byMissing = new Numbering(FEW_MISSING);
  const idOf = (span: number): string => readHex(table.span, (rows[span] ?? 0) * 8, 8) ?? '';
  let orphans = 0;
  const parents = new Int32Array(length).fill(NONE);
  for (let at = 0; at < length; at++) {
    const row = rows[at] ?? 0;
    const named = distinct.parentId[row] ?? NONE;
    if (named === NONE) continue;
    if (named === distinct.id[row]) {
      selfParents.push(idOf(at));
      continue;
    }
    const project = table.project.codes[row] ?? NONE;
    const found = distinct.spanWithId(named, project);
    if (found !== NONE) {
      parents[at] = found;
      continue;
    }
    orphans += 1;
    const sentWith = distinct.spanWithId(distinct.segmentId[row] ?? NONE, project);
    const host = sentWith === at ? NONE : sentWith;
    const known = byMissing.add(named, host, 0);
    if (known === missing.length) {
      missing.push(readHex(table.parent, row * 8, 8) ?? '');
      hosts.push(host);
    }
    parents[at] = length + known;
  }
  const parent = new Int32Array(length + hosts.length);
  parent.set(parents);
  parent.set(hosts, length);
  const startOf = (span: number): number => table.start[rows[span] ?? 0] ?? 0;
  const cycles: { spans: number; cutAt: string }[] = [];
  for (const from of findRings(parent)) {
    const ring = ringOf(parent, from);
    const loose = ring.find((at) => at >= length);
    const cut = loose ?? ring.reduce((a, b) => (startOf(b) < startOf(a) ? b : a), from);
    parent[cut] = NONE;
    // A missing parent only closes a ring through the transaction it was put under, which the sender never said.
    if (loose === undefined) cycles.push({ spans: ring.length, cutAt: idOf(cut) });
  }
  return { spans: length, parent, missing, orphans, selfParents, cycles };
}
