import { fieldsIn, rangeIn } from '../../formats/contract-request.ts';
import { NUMBER_COLUMNS, isNumberColumn, isTag, nameOf } from '../../model/column.ts';
import type { Field } from '../../model/column.ts';
import type { Rows, TextValues } from '../../model/rows.ts';
import type { Range } from '../../model/time.ts';
import type { Exchange } from '../http/answer.ts';
import type { Route } from '../http/routes.ts';
import { FORMER_COLUMNS, sqlNames } from '../store/schema.ts';
import type { StoredColumn } from '../store/schema.ts';
import { toTextValues } from '../store/texts.ts';
import type { TextSource } from '../store/texts.ts';
import { tagColumns } from '../store/transaction-rows.ts';
import { rowsOf, stretchesOf } from '../store/stretches.ts';
import type { Stretch } from '../store/stretches.ts';
import { readVectors } from '../store/vectors.ts';
import type { Vectors } from '../store/vectors.ts';
import type { Reader } from './reader.ts';
import { sendFrames, toFrames } from './send-frames.ts';
import type { Piece } from './send-frames.ts';
import { ROWS } from './transactions-route.ts';

/** Every answer has these: which row, from when on it was there, and until when it was so. */
const ALWAYS = ['row', 'received', 'until'];

/** What is read of a version: no more than is asked for, since there may be several of every row. */
interface Asked {
  readonly columns: readonly StoredColumn[];
  readonly tags: ReadonlySet<string>;
}

function askedOf(fields: readonly Field[]): Asked {
  const tags = new Set(fields.filter(isTag).map(nameOf));
  const names = new Set([...ALWAYS, ...fields.map((field) => (isTag(field) ? 'tags' : field))]);
  return { columns: FORMER_COLUMNS.filter(({ name }) => names.has(name)), tags };
}

/** The codes of the texts that rows have. */
function codesOf({ columns }: Asked, vectors: Vectors): readonly Int32Array[] {
  return columns.flatMap(({ name, kind }) => {
    if (kind === 'code') return [vectors.get(name, 'code')];
    return kind === 'codes' ? vectors.get(name, 'codes') : [];
  });
}

function toPiece({ columns, tags }: Asked, vectors: Vectors, source: TextSource): Piece {
  const numbers = new Map<string, Float32Array | Float64Array>();
  const texts = new Map<string, TextValues>();
  for (const { name, kind } of columns) {
    if (kind === 'code') texts.set(name, toTextValues(vectors.get(name, 'code'), source));
    if (kind === 'codes') {
      const found = tagColumns(vectors.get(name, 'codes'), source);
      for (const [tag, values] of found) if (tags.has(tag)) texts.set(tag, values);
    }
    if (!isNumberColumn(name)) continue;
    const { precision } = NUMBER_COLUMNS.get(name) ?? { precision: 'float64' };
    numbers.set(name, vectors.get(name, precision));
  }
  const rows: Rows = { length: vectors.length, numbers, texts, ids: new Map() };
  return { table: 'former', rows, until: vectors.get('until', 'float64') };
}

const NOTHING: Piece = {
  table: 'former',
  rows: {
    length: 0,
    numbers: new Map([
      ['row', new Float64Array(0)],
      ['received', new Float64Array(0)],
    ]),
    texts: new Map(),
    ids: new Map(),
  },
  until: new Float64Array(0),
};

const WITHIN = 'timestamp >= $1 AND timestamp < $2';

/** Pieces of about a frame's rows each, by `until`: none is held longer than it takes to send it. */
async function* pieces(
  reader: Reader,
  { start, end }: Range,
  asked: Asked,
  slices: readonly Stretch[],
): AsyncGenerator<Piece, void, void> {
  let from = -Infinity;
  for (const [place, slice] of slices.entries()) {
    const to = place === slices.length - 1 ? Infinity : slice.to;
    await reader.turn();
    const [vectors, source] = await reader.snapshot(async (connection) => {
      const result = await connection.stream(
        `SELECT ${sqlNames(asked.columns)} FROM former WHERE ${WITHIN} AND until > $3 AND until <= $4`,
        [start, end, from, to],
      );
      const read = await readVectors(result, asked.columns);
      return [read, await reader.store.texts.recall(connection, codesOf(asked, read))] as const;
    });
    from = to;
    for (const part of vectors.parts(asked.columns, ROWS)) yield toPiece(asked, part, source);
  }
}

/**
 * `GET former`: rows of a time as they were before they changed, the columns that are asked for alone. A version that no
 * full minute saw is not among them.
 */
export function formerRoute(reader: Reader): Route {
  const answer = async (exchange: Exchange): Promise<void> => {
    const range = rangeIn(exchange.url);
    const asked = askedOf(fieldsIn(exchange.url));
    await reader.start();
    // Before the rows are counted: what comes meanwhile is asked for from here on.
    const { change } = reader.store.progress;
    const times = {
      sql: `SELECT until AS time FROM former WHERE ${WITHIN}`,
      values: [range.start, range.end],
    };
    const slices = await stretchesOf(
      (sql, values) => reader.rows(sql, values),
      times,
      () => ROWS,
    );
    const meta = { total: rowsOf(slices), after: change };
    await sendFrames(exchange, toFrames(pieces(reader, range, asked, slices), NOTHING, meta));
  };
  return { method: 'GET', path: /^\/api\/v1\/former$/, plane: 'read', answer };
}
