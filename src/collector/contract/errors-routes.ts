import { FRAME_ROWS } from '../../formats/arrow/frames.ts';
import { rangeIn } from '../../formats/contract-request.ts';
import { MOST_ERRORS, errorIn, ownerIn } from '../../formats/errors-request.ts';
import { answerJson } from '../http/answer.ts';
import type { Exchange } from '../http/answer.ts';
import { Refusal } from '../http/refusal.ts';
import type { Route } from '../http/routes.ts';
import { listErrors, readError } from '../store/list-errors.ts';
import type { ListedErrors } from '../store/list-errors.ts';
import type { Reader } from './reader.ts';
import { sendFrames, toFrames } from './send-frames.ts';
import type { Piece } from './send-frames.ts';

async function* pieces({ errors, total }: ListedErrors): AsyncGenerator<Piece, void, void> {
  for (let start = 0; start < errors.length; start += FRAME_ROWS) {
    const part = errors.slice(start, start + FRAME_ROWS);
    const events = Math.min(errors.length, start + FRAME_ROWS);
    yield { table: 'errors', errors: part, meta: { events, eventsTotal: total } };
  }
}

/** `GET errors`: the newest errors of a time, of one transaction or all of them, also those that belong to none. */
function listRoute(reader: Reader): Route {
  const answer = async (exchange: Exchange): Promise<void> => {
    const ask = {
      range: rangeIn(exchange.url),
      of: ownerIn(exchange.url),
      most: MOST_ERRORS,
    };
    const after = reader.store.progress.change;
    const listed = await reader.snapshot((connection) => listErrors(connection, reader.store.texts, ask));
    const empty: Piece = { table: 'errors', errors: [], meta: { events: 0, eventsTotal: 0 } };
    await sendFrames(exchange, toFrames(pieces(listed), empty, { total: listed.errors.length, after }));
  };
  return { method: 'GET', path: /^\/api\/v1\/errors$/, plane: 'read', answer };
}

/** `GET errors/{eventId}`: all that is known of one error. */
function oneRoute(reader: Reader): Route {
  const answer = async (exchange: Exchange): Promise<void> => {
    const id = errorIn(exchange.url, exchange.parts[0] ?? '');
    const error = await reader.snapshot((connection) => readError(connection, reader.store.texts, id));
    if (error === null) {
      throw new Refusal(
        404,
        `There is no error ${id.eventId} of the project "${id.project.slice(0, 100)}".`,
        'It may not have arrived yet, or has expired. Check the id.',
      );
    }
    answerJson(exchange.response, 200, error);
  };
  return { method: 'GET', path: /^\/api\/v1\/errors\/([^/]+)$/, plane: 'read', answer };
}

export function errorsRoutes(reader: Reader): readonly Route[] {
  return [listRoute(reader), oneRoute(reader)];
}
