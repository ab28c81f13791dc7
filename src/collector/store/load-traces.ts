import type { DuckDBConnection } from '@duckdb/node-api';
import type { ErrorEvent } from '../../model/span.ts';
import { decodeSpans } from '../parcel/span-block.ts';
import type { SpanDetail } from '../parcel/span-block.ts';
import { toStoredBlocks } from './block-rows.ts';
import { errorCodes, toErrors } from './error-rows.ts';
import { NOTHING_STORED } from './merge-trace.ts';
import type { StoredTrace } from './merge-trace.ts';
import { ERROR_COLUMNS } from './schema.ts';
import { selectById } from './select-by-id.ts';
import type { Texts } from './texts.ts';
import { toTransactions, transactionCodes } from './transaction-rows.ts';

/** All that is stored of some traces, by trace id; of spans no more than their outline where that is enough. */
export async function loadTraces(
  connection: DuckDBConnection,
  texts: Texts,
  traceIds: readonly string[],
  detail: SpanDetail,
): Promise<ReadonlyMap<string, StoredTrace>> {
  const traces = new Map<
    string,
    { [Key in keyof Omit<StoredTrace, 'blocks'>]: [...StoredTrace[Key]] } & { blocks: number }
  >();
  if (traceIds.length === 0) return traces;
  const partsOf = (traceId: string) => {
    const known = traces.get(traceId);
    if (known !== undefined) return known;
    const parts = { transactions: [], spans: [], errors: [], blocks: 0 };
    traces.set(traceId, parts);
    return parts;
  };
  for await (const vectors of selectById(connection, ['transactions'], 'trace', traceIds)) {
    const source = await texts.recall(connection, transactionCodes(vectors));
    for (const row of toTransactions(vectors, source)) partsOf(row.traceId).transactions.push(row);
  }
  for await (const vectors of selectById(connection, ['blocks'], 'trace', traceIds)) {
    for (const { traceId, bytes } of toStoredBlocks(vectors)) {
      const parts = partsOf(traceId);
      parts.blocks += 1;
      for (const { span } of decodeSpans(bytes, traceId, detail)) parts.spans.push(span);
    }
  }
  for await (const vectors of selectById(connection, ['errors', ERROR_COLUMNS], 'trace', traceIds)) {
    const source = await texts.recall(connection, errorCodes(vectors));
    for (const error of toErrors(vectors, source)) {
      if (error.traceId !== null) partsOf(error.traceId).errors.push(error);
    }
  }
  return traces;
}

/** The stored errors with one of these event ids. */
export async function loadErrors(
  connection: DuckDBConnection,
  texts: Texts,
  eventIds: readonly string[],
): Promise<readonly ErrorEvent[]> {
  if (eventIds.length === 0) return NOTHING_STORED.errors;
  const errors: ErrorEvent[] = [];
  for await (const vectors of selectById(connection, ['errors', ERROR_COLUMNS], 'event', eventIds)) {
    const source = await texts.recall(connection, errorCodes(vectors));
    for (const error of toErrors(vectors, source)) errors.push(error);
  }
  return errors;
}
