import type { DuckDBConnection } from '@duckdb/node-api';
import { CONTRACT_VERSION } from '../../model/source.ts';
import type { Info, Ingest } from '../../model/source.ts';
import type { Problem } from '../../model/result.ts';
import { answerJson } from '../http/answer.ts';
import type { Route } from '../http/routes.ts';
import type { Counters } from '../store/counters.ts';
import type { Reader } from './reader.ts';

/** What `Info` says of the rows. */
type RowFacts = Pick<Info, 'extent' | 'rows' | 'environments' | 'projects' | 'releases'> & {
  readonly sampledRows: number;
};

/** Values of one kind that are listed at most. */
const MOST_VALUES = 1_000;

const TOTALS = `SELECT count(*), min(timestamp), max(timestamp), count(*) FILTER (weight <> 1) FROM transactions`;

/** By text: several codes may stand for the same. */
function byValue(column: string): string {
  return `SELECT text, sum(rows), min(first) FROM
      (SELECT ${column} AS code, count(*) AS rows, min(timestamp) AS first FROM transactions GROUP BY 1)
      LEFT JOIN texts USING (code)
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_VALUES}`;
}

async function readFacts(connection: DuckDBConnection): Promise<RowFacts> {
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  const named = async (column: string) =>
    (await ask(byValue(column))).map(([name, rows, first]) => ({
      name: typeof name === 'string' ? name : null,
      rows: Number(rows),
      first: Number(first),
    }));
  const [[total = 0, start = 0, end = 0, sampled = 0] = []] = await ask(TOTALS);
  const rows = Number(total);
  const environments = await named('environment');
  const projects = await named('project');
  const releases = await named('release');
  return {
    rows,
    extent: rows === 0 ? null : { start: Number(start), end: Number(end) },
    sampledRows: Number(sampled),
    environments: environments.map(({ name, rows }) => ({ name, rows })),
    projects: projects.flatMap(({ name, rows }) => (name === null ? [] : [{ name, rows }])),
    releases: releases.flatMap(({ name, rows, first }) => (name === null ? [] : [{ name, rows, first }])),
  };
}

/** What `info` tells beside the rows. */
export interface InfoParts {
  readonly version: string;
  readonly standing: () => Promise<{
    readonly ingest: Ingest;
    readonly counters: Counters;
    readonly problems: readonly Problem[];
  }>;
}

/** `GET info`. The rows are looked at once for every revision, however many ask. */
export function infoRoute(reader: Reader, parts: InfoParts): Route {
  let facts: { readonly revision: number; readonly read: Promise<RowFacts> } | null = null;
  const factsOf = (revision: number): Promise<RowFacts> => {
    if (facts?.revision === revision) return facts.read;
    const read = reader.start().then(() => reader.snapshot(readFacts));
    const kept = { revision, read };
    facts = kept;
    // A failure is told to those who wait for it, and not kept for those who come later.
    read.catch(() => {
      if (facts === kept) facts = null;
    });
    return read;
  };
  const answer: Route['answer'] = async ({ response }) => {
    const revision = reader.store.progress.change;
    const { sampledRows, ...rest } = await factsOf(revision);
    const { ingest, counters, problems } = await parts.standing();
    const info: Info = {
      contract: CONTRACT_VERSION,
      name: 'collector',
      version: parts.version,
      now: Date.now(),
      revision,
      ...rest,
      abilities: { live: true, settings: true, deletion: true, former: true, tagRows: true },
      quality: counters.toQuality(sampledRows),
      ingest,
      problems,
    };
    answerJson(response, 200, info);
  };
  return { method: 'GET', path: /^\/api\/v1\/info$/, plane: 'read', answer };
}
