// The app beside rows that a test wrote down: what it shows of them can be told without it.
import { join } from 'node:path';
import { answerJson } from '../../mocks/answers.ts';
import { FRAMES_TYPE, encodeFrame } from '../../src/formats/arrow/frames.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import { DEFAULT_SETTINGS } from '../../src/model/source.ts';
import type { Info } from '../../src/model/source.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { NO_ALERTS, infoOf } from '../view/scripted-source.ts';
import { serveFolder } from './static-server.ts';
import type { Host } from './static-server.ts';

const APP = join(import.meta.dirname, '../../dist/app');

const endOf = ({ start, duration }: Transaction): number => start + duration;

function infoAbout(rows: readonly Transaction[]): Info {
  const ends = rows.map(endOf);
  const extent = { start: Math.min(...ends), end: Math.max(...ends) };
  const abilities = { live: false, settings: false };
  return infoOf({ now: extent.end, extent, rows: rows.length, abilities, ingest: null });
}

function answerRows(rows: readonly Transaction[]): Response {
  const meta = { total: rows.length, after: 1, revision: 1, end: true };
  const frame = encodeFrame({ table: 'transactions', rows: toRows(rows), meta });
  return new Response(frame, { headers: { 'content-type': FRAMES_TYPE } });
}

/** The app beside the contract at `api/v1/`, over these rows, of which no more come. */
export function serveRows(rows: readonly Transaction[]): Promise<Host> {
  const newestFirst = rows.toSorted((a, b) => endOf(b) - endOf(a));
  const answer = (below: string): Response => {
    const { pathname, searchParams } = new URL(below, 'http://host.test/');
    switch (pathname) {
      case '/api/v1/info':
        return answerJson(infoAbout(rows));
      case '/api/v1/settings':
        return answerJson(DEFAULT_SETTINGS);
      case '/api/v1/alerts':
        return answerJson(NO_ALERTS);
      case '/api/v1/transactions': {
        const [start, end] = ['start', 'end'].map((name) => searchParams.get(name));
        const within = newestFirst.filter(
          (row) => endOf(row) >= Number(start ?? -Infinity) && endOf(row) < Number(end ?? Infinity),
        );
        return answerRows(searchParams.has('after') ? [] : within);
      }
      case '/api/v1/errors': {
        const meta = { total: 0, end: true };
        const frame = encodeFrame({ table: 'errors', errors: [], meta });
        return new Response(frame, { headers: { 'content-type': FRAMES_TYPE } });
      }
      default:
        return answerJson(
          { problem: { kind: 'refused', message: `Nothing answers ${pathname}.`, advice: '' } },
          404,
        );
    }
  };
  return serveFolder(APP, '/', (below) =>
    below.startsWith('api/v1/') ? Promise.resolve(answer(below)) : null,
  );
}
