import type { IncomingMessage } from 'node:http';
import { FormatError } from '../../formats/format-error.ts';
import type { Decoded } from '../../model/decoded.ts';
import { NOTHING, decodeBody, encodeTally } from '../decode.ts';
import { MOST_RECEIVED, readBody } from '../http/body.ts';
import type { BodyBudget } from '../http/body.ts';
import { inflate, toEncoding } from '../http/inflate.ts';
import type { Encoding } from '../http/inflate.ts';
import type { Format } from '../spool/accepted.ts';
import type { Spool } from '../spool/spool.ts';
import { hasRows } from './contents.ts';

/** A body in both its forms. */
export interface ReceivedBody {
  readonly sent: Uint8Array;
  readonly encoding: Encoding;
  readonly inflated: Uint8Array;
}

/** Reads bodies, finds out what is in them, and keeps them. */
export class Intake {
  readonly #spool: Spool;
  readonly #budget: BodyBudget;

  constructor(spool: Spool, budget: BodyBudget) {
    this.#spool = spool;
    this.#budget = budget;
  }

  /** Reads the body and hands it to `handle`, after which its memory is free again. */
  async withBody<Value>(
    request: IncomingMessage,
    handle: (body: ReceivedBody) => Promise<Value>,
  ): Promise<Value> {
    const encoding = toEncoding(request.headers['content-encoding']);
    const claim = this.#budget.claim();
    try {
      const sent = await readBody(request, MOST_RECEIVED, claim.add);
      const inflated = await inflate(sent, encoding, claim.add);
      return await handle({ sent, encoding, inflated });
    } finally {
      claim.free();
    }
  }

  /**
   * Decodes a body and resolves with what is in it once it is safe. Of a body without rows only the counts are kept.
   * Throws a FormatError when nothing of it can be read; that is counted, too.
   */
  async keep(body: ReceivedBody, format: Exclude<Format, 'tally'>, project: string): Promise<Decoded> {
    const received = Date.now();
    let decoded: Decoded;
    try {
      decoded = decodeBody(format, project, received, body.inflated);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const { problem } = error;
      await this.tally({ received: 1, refused: [{ reason: 'not readable', count: 1, problem }] });
      throw error;
    }
    if (!hasRows(decoded)) {
      await this.tally(decoded);
    } else {
      const { encoding, sent, inflated } = body;
      const accepted = { format, project, received, encoding, body: sent };
      await this.#spool.append(accepted, { decoded, bytes: inflated.length });
    }
    return decoded;
  }

  /** Keeps counts alone. */
  async tally(counts: Partial<Decoded>): Promise<Decoded> {
    const decoded = { ...NOTHING, ...counts };
    const body = encodeTally(decoded);
    await this.#spool.append(
      { format: 'tally', project: '', received: Date.now(), encoding: '', body },
      { decoded, bytes: body.length },
    );
    return decoded;
  }
}
