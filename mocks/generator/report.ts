import { CONTRACT_VERSION } from '../../src/model/source.ts';
import type { Info } from '../../src/model/source.ts';
import type { Problem } from '../../src/model/result.ts';
import type { EpochMs } from '../../src/model/time.ts';
import type { Census } from './census.ts';
import type { Traffic } from './traffic.ts';

const NAME = 'demo';
const VERSION = '1';

function dayIsOver(close: EpochMs): Problem {
  const day = new Date(close).toISOString().slice(0, 16).replace('T', ' ');
  return {
    kind: 'stale',
    message: `The demo's day of live traffic ended at ${day} UTC; nothing has come since.`,
    advice: 'Go to the first page and choose the demo again: that starts a fresh one, which ends now.',
  };
}

function sorted<Name extends string | null>(
  counts: ReadonlyMap<Name, number>,
): { name: Name; rows: number }[] {
  return [...counts].map(([name, rows]) => ({ name, rows })).toSorted((a, b) => b.rows - a.rows);
}

/** What a world says about itself, from a census of what can be served at `now`. */
export function reportOn(traffic: Traffic, census: Census, now: EpochMs): Info {
  const isOver = now >= traffic.close;
  const received = census.rows + census.errors;
  return {
    contract: CONTRACT_VERSION,
    name: NAME,
    version: VERSION,
    now,
    extent: census.extent,
    rows: census.rows,
    revision: census.rows,
    environments: sorted(census.environments),
    projects: sorted(census.projects),
    releases: [...census.releases]
      .map(([name, { rows, first }]) => ({ name, rows, first }))
      .toSorted((a, b) => b.rows - a.rows),
    abilities: { live: !isOver, settings: true },
    quality: {
      received,
      stored: received,
      skipped: [],
      refused: [],
      repeated: 0,
      droppedByClients: [],
      filtered: [],
      wrongClocks: [],
      sampledRows: census.sampledRows,
    },
    ingest: null,
    problems: isOver ? [dayIsOver(traffic.close)] : [],
  };
}
