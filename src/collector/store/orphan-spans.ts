import { BIGINT, LIST, listValue } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { decodeSpans } from '../parcel/span-block.ts';
import { toStoredBlocks } from './block-rows.ts';
import { TRACE } from './dead-traces.ts';
import { TABLES, sqlNames } from './schema.ts';
import { readVectors } from './vectors.ts';

/** Blocks that are looked into at once: their bytes are in memory then. */
const AT_ONCE = 500;

/**
 * Deletes the spans of a project whose transactions are not there, such as those that came before them: whose they are is
 * known to the spans alone. Part of a transaction.
 */
export async function eraseOrphans(connection: DuckDBConnection, project: string): Promise<void> {
  const reader = await connection.runAndReadAll(
    `SELECT blocks.rowid FROM blocks ANTI JOIN transactions USING (${TRACE}) ORDER BY 1`,
  );
  const places = reader.getRows().map(([place]) => BigInt(String(place)));
  const gone: bigint[] = [];
  for (let at = 0; at < places.length; at += AT_ONCE) {
    const some = places.slice(at, at + AT_ONCE);
    const blocks = await connection.stream(
      `SELECT ${sqlNames(TABLES.blocks)} FROM blocks WHERE rowid IN (${some.join(', ')}) ORDER BY rowid`,
    );
    for (const [row, { bytes, traceId }] of toStoredBlocks(
      await readVectors(blocks, TABLES.blocks),
    ).entries()) {
      const isOfProject = decodeSpans(bytes, traceId, 'outline').every(
        ({ span }) => span.project === project,
      );
      const place = some[row];
      if (isOfProject && place !== undefined) gone.push(place);
    }
  }
  if (gone.length === 0) return;
  const sql = 'DELETE FROM blocks WHERE rowid IN (SELECT unnest($1))';
  await connection.run(sql, [listValue(gone)], [LIST(BIGINT)]);
}
