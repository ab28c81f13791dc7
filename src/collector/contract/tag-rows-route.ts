import { FRAME_ROWS } from '../../formats/arrow/frames.ts';
import { TAG_ROWS_REQUEST } from '../../formats/tag-rows-request.ts';
import { nameOf } from '../../model/column.ts';
import type { Rows } from '../../model/rows.ts';
import { readJson } from '../http/json-body.ts';
import { Refusal } from '../http/refusal.ts';
import type { Route } from '../http/routes.ts';
import { findTagRows } from '../store/find-tag-rows.ts';
import type { TagRows } from '../store/find-tag-rows.ts';
import type { Reader } from './reader.ts';
import { sendFrames, toFrames } from './send-frames.ts';
import type { Piece } from './send-frames.ts';

const MOST_BYTES = 4 << 20;
/** Values that wildcards may match at most: each is told apart in the memory of whoever asks. */
const MOST_VALUES = 10_000;

function pieceOf({ rows, values }: TagRows, tag: string, start: number, end: number): Piece {
  const codes = values.codes.slice(start, end);
  const part: Rows = {
    length: codes.length,
    numbers: new Map([['row', rows.slice(start, end)]]),
    texts: new Map([[nameOf({ tag }), { codes, dictionary: values.dictionary }]]),
    ids: new Map(),
  };
  return { table: 'transactions', rows: part };
}

async function* pieces(found: TagRows, tag: string): AsyncGenerator<Piece, void, void> {
  for (let start = 0; start < found.rows.length; start += FRAME_ROWS) {
    yield pieceOf(found, tag, start, start + FRAME_ROWS);
  }
}

/**
 * `POST tag-rows`: which rows have one of some values of a tag. It is asked by who does not hold all values of a tag; with
 * a body, because many values do not fit into an address.
 */
export function tagRowsRoute(reader: Reader): Route {
  return {
    method: 'POST',
    path: /^\/api\/v1\/tag-rows$/,
    plane: 'read',
    answer: async (exchange) => {
      const ask = await readJson(exchange, MOST_BYTES, TAG_ROWS_REQUEST);
      const after = reader.store.progress.change;
      const found = await reader.snapshot((connection) =>
        findTagRows(connection, reader.store.texts, ask, MOST_VALUES),
      );
      if (found === null) {
        throw new Refusal(
          400,
          `More than ${MOST_VALUES.toLocaleString('en-US')} values of “${ask.tag.slice(0, 100)}” match.`,
          'Write more of the value, or choose a shorter range.',
        );
      }
      const nothing = pieceOf(found, ask.tag, 0, 0);
      await sendFrames(
        exchange,
        toFrames(pieces(found, ask.tag), nothing, { total: found.rows.length, after }),
      );
    },
  };
}
