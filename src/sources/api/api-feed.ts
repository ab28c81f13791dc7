import { FRAMES_TYPE, decodeTableFrames } from '../../formats/arrow/frames.ts';
import type { TableFrame } from '../../formats/arrow/frames.ts';
import { fromRows } from '../../formats/arrow/rows.ts';
import { printRules } from '../../alerts/rule-file.ts';
import { rulesTag, settingsTag } from '../../formats/settings-tag.ts';
import { printTagRowsRequest } from '../../formats/tag-rows-request.ts';
import type { TagRowsRequest } from '../../formats/tag-rows-request.ts';
import { nameOf } from '../../model/column.ts';
import type { Field } from '../../model/column.ts';
import type { Rows } from '../../model/rows.ts';
import type { Settings, TraceData } from '../../model/source.ts';
import type { ErrorEvent } from '../../model/span.ts';
import type { SpanTable } from '../../model/span-table.ts';
import type { Milliseconds, Range } from '../../model/time.ts';
import type { Transaction } from '../../model/transaction.ts';
import { joinTables } from '../../trace/join-tables.ts';
import type { EventSpans } from '../held-events.ts';
import type { Batch, ErrorBatch, Feed } from '../feed.ts';
import { bodyOf, brokenAnswer, textOf } from './answer.ts';
import { decodeAlerts, decodeDeletion, decodeInfo, decodeSettings, decodeTest } from './contract.ts';
import { checkApi } from './check.ts';
import { decodeError } from './error-contract.ts';
import { request } from './http.ts';
import type { Http } from './http.ts';
import { shareRevisions } from './share-revisions.ts';
import type { Sharing } from './share-revisions.ts';
import { followRevisions } from './watch.ts';

const JSON_TYPE = 'application/json';
/** All rows may have to be looked through before the first byte of an answer. */
const LONG_SEARCH: Milliseconds = 120_000;

/** The rows behind the HTTP contract (`public/openapi.json`). `sharing`: null where tabs cannot share a stream. */
export function createApiFeed(http: Http, sharing: Sharing | null): Feed {
  async function json(path: string, signal?: AbortSignal): Promise<string> {
    const response = await request(http, path, { accept: JSON_TYPE, signal });
    return textOf(http, response, signal);
  }

  async function send(
    path: string,
    call: { method: 'PUT' | 'POST'; body: string; ifMatch?: string; retries?: number },
    signal?: AbortSignal,
  ): Promise<string> {
    const response = await request(http, path, { ...call, accept: JSON_TYPE, signal });
    return textOf(http, response, signal);
  }

  async function* frames(
    path: string,
    signal?: AbortSignal,
    sent?: { readonly method: 'POST'; readonly body: string; readonly patience: Milliseconds },
  ): AsyncGenerator<TableFrame, void, void> {
    const response = await request(http, path, { ...sent, accept: FRAMES_TYPE, signal });
    try {
      yield* decodeTableFrames(bodyOf(http, response));
    } catch (error) {
      signal?.throwIfAborted();
      throw brokenAnswer(http, error);
    }
  }

  async function* batches(
    parameters: Readonly<Record<string, number>>,
    signal: AbortSignal,
  ): AsyncGenerator<Batch, void, void> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      if (Number.isFinite(value)) query.set(name, String(value));
    }
    for await (const frame of frames(`transactions?${query.toString()}`, signal)) {
      yield {
        rows: frame.table === 'transactions' ? frame.rows : null,
        removed: frame.table === 'removed' ? frame.removed : null,
        total: frame.meta.total ?? null,
        after: frame.meta.after ?? null,
      };
    }
  }

  async function* spansOf(
    project: string,
    transaction: string,
    { start, end }: Range,
    signal?: AbortSignal,
  ): AsyncGenerator<EventSpans, void, void> {
    const query = new URLSearchParams({ project, transaction });
    if (Number.isFinite(start)) query.set('start', String(start));
    if (Number.isFinite(end)) query.set('end', String(end));
    for await (const frame of frames(`spans?${query.toString()}`, signal)) {
      if (frame.table !== 'spans') continue;
      const { eventsTotal } = frame.meta;
      yield { spans: frame.spans, rows: frame.rows, ...(eventsTotal === undefined ? {} : { eventsTotal }) };
    }
  }

  async function* formerOf(
    { start, end }: Range,
    fields: readonly Field[],
    signal?: AbortSignal,
  ): AsyncGenerator<{ readonly rows: Rows; readonly until: Float64Array }, void, void> {
    const query = new URLSearchParams({ start: String(start), end: String(end) });
    for (const name of new Set(fields.map(nameOf))) query.append('column', name);
    for await (const frame of frames(`former?${query.toString()}`, signal)) {
      if (frame.table === 'former') yield frame;
    }
  }

  async function* tagRowsOf(wanted: TagRowsRequest, signal?: AbortSignal): AsyncGenerator<Rows, void, void> {
    const sent = { method: 'POST', body: printTagRowsRequest(wanted), patience: LONG_SEARCH } as const;
    for await (const frame of frames('tag-rows', signal, sent)) {
      if (frame.table === 'transactions') yield frame.rows;
    }
  }

  async function* errorsOf(
    of: { readonly project: string; readonly transaction: string } | null,
    { start, end }: Range,
    signal?: AbortSignal,
  ): AsyncGenerator<ErrorBatch, void, void> {
    const query = new URLSearchParams({ ...of });
    if (Number.isFinite(start)) query.set('start', String(start));
    if (Number.isFinite(end)) query.set('end', String(end));
    for await (const frame of frames(`errors?${query.toString()}`, signal)) {
      if (frame.table === 'errors') yield { errors: frame.errors, total: frame.meta.eventsTotal ?? null };
    }
  }

  return {
    info: async (signal) => decodeInfo(await json('info', signal)),
    check: (signal) => checkApi(http, signal),
    position: async (signal) => {
      let position: number | null = null;
      // The answer for a millisecond long ago is short, and says what every answer says at its end.
      for await (const { after } of batches({ start: 0, end: 1 }, signal)) position = after ?? position;
      if (position === null) throw brokenAnswer(http, new Error('no frame says "after"'));
      return position;
    },
    rows: ({ start, end }, signal) => batches({ start, end }, signal),
    changes: (after, signal) => batches({ after }, signal),
    former: formerOf,
    tagRows: tagRowsOf,
    spans: ({ project, transaction }, range, signal) => spansOf(project, transaction, range, signal),
    errors: errorsOf,
    error: async ({ project, eventId }, signal) => {
      const query = new URLSearchParams({ project });
      return decodeError(await json(`errors/${encodeURIComponent(eventId)}?${query.toString()}`, signal));
    },
    trace: async (traceId, signal) =>
      toTraceData(traceId, frames(`traces/${encodeURIComponent(traceId)}`, signal)),
    watch: (onNews, onProblem) =>
      sharing === null
        ? followRevisions(http, onNews, onProblem, false)
        : shareRevisions(http, sharing, onNews, onProblem),
    readSettings: async (signal) => decodeSettings(await json('settings', signal)),
    writeSettings: async (settings: Settings, before, signal) => {
      const ifMatch = before === null ? {} : { ifMatch: settingsTag(before) };
      await send('settings', { method: 'PUT', body: JSON.stringify(settings), ...ifMatch }, signal);
    },
    deleteData: async (project, signal) => {
      const body = JSON.stringify({ project });
      return decodeDeletion(await send('deletions', { method: 'POST', body, retries: 0 }, signal));
    },
    readAlerts: async (signal) => decodeAlerts(await json('alerts', signal)),
    writeRules: async (rules, before, signal) => {
      const ifMatch = before === null ? {} : { ifMatch: rulesTag(before) };
      await send('alerts/rules', { method: 'PUT', body: printRules(rules), ...ifMatch }, signal);
    },
    writeChannels: async (channels, signal) => {
      await send('alerts/channels', { method: 'PUT', body: JSON.stringify(channels) }, signal);
    },
    testChannel: async (channel, signal) => {
      // A test that fails says so at once: whoever waits for it tries again.
      const body = JSON.stringify({ channel });
      return decodeTest(await send('alerts/test', { method: 'POST', body, retries: 0 }, signal));
    },
  };
}

async function toTraceData(traceId: string, frames: AsyncIterable<TableFrame>): Promise<TraceData> {
  const transactions: Transaction[] = [];
  const spans: SpanTable[] = [];
  const errors: ErrorEvent[] = [];
  // Pushed one by one: a frame may hold more than a call takes arguments.
  for await (const frame of frames) {
    switch (frame.table) {
      case 'transactions':
        for (const transaction of fromRows(frame.rows)) transactions.push(transaction);
        break;
      case 'spans':
        spans.push(frame.spans);
        break;
      case 'errors':
        for (const error of frame.errors) errors.push(error);
        break;
      case 'former':
      case 'removed':
        break;
    }
  }
  return { traceId, transactions, spans: joinTables(spans), errors, problems: [] };
}
