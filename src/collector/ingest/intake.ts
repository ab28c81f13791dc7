import type { IncomingMessage } from 'node:http';
import type { Privacy } from '../../formats/privacy/scrub.ts';
import type { Decoded } from '../../model/decoded.ts';
import { NOTHING } from '../decode.ts';
import type { Decoder } from '../decoding/decoder.ts';
import type { Job, Taken } from '../decoding/job.ts';
import { MOST_RECEIVED, readBody } from '../http/body.ts';
import type { Admission } from '../http/admission.ts';
import { toEncoding } from '../http/inflate.ts';
import { Refusal } from '../http/refusal.ts';
import { pack } from '../parcel/pack.ts';
import { encodeRecord } from '../spool/record.ts';
import type { Spool } from '../spool/spool.ts';
import type { Underway } from './underway.ts';

/** Counts of a request, or of several, of which no row is kept. */
export interface Tally {
  readonly received: number;
  readonly skipped?: Decoded['skipped'];
  readonly refused?: readonly { readonly reason: string; readonly count: number }[];
}

/** Reads bodies, has them decoded, and keeps what is in them. */
export class Intake {
  readonly #spool: Spool;
  readonly #decoder: Decoder;
  readonly #admission: Admission;
  readonly #privacy: Privacy;
  readonly #underway: Underway;

  constructor(spool: Spool, decoder: Decoder, admission: Admission, privacy: Privacy, underway: Underway) {
    this.#underway = underway;
    this.#spool = spool;
    this.#decoder = decoder;
    this.#admission = admission;
    this.#privacy = privacy;
  }

  /**
   * Reads the body of a request and resolves with what was in it once that is safe. Rejects with a Refusal when
   * nothing of it could be taken or kept.
   */
  async take(request: IncomingMessage, how: Pick<Job, 'format' | 'project' | 'key'>): Promise<Taken> {
    const encoding = toEncoding(request.headers['content-encoding']);
    const declared = Number(request.headers['content-length'] ?? 0);
    const claim = await this.#admission.enter(Number.isFinite(declared) ? declared : 0);
    try {
      const body = await readBody(request, MOST_RECEIVED, claim.add);
      const userAgent = request.headers['user-agent'] ?? null;
      const job: Job = { ...how, encoding, body, userAgent, privacy: this.#privacy, received: Date.now() };
      return await this.#underway.during(() => this.#keep(job));
    } finally {
      claim.free();
    }
  }

  async #keep(job: Job): Promise<Taken> {
    const { outcome, record } = await this.#decoder.run(job);
    switch (outcome.kind) {
      case 'refused':
        throw new Refusal(outcome.status, outcome.message, outcome.advice, outcome.headers);
      case 'failed':
        throw new Error(outcome.message);
      case 'taken':
        if (record !== null) await this.#spool.append(record);
        return outcome;
    }
  }

  /** Keeps counts alone, of a request that is not read. */
  async tally(counts: Tally): Promise<Decoded> {
    const { received, skipped = [], refused = [] } = counts;
    const decoded: Decoded = {
      ...NOTHING,
      received,
      skipped,
      refused: refused.map(({ reason, count }) => ({
        reason,
        count,
        problem: { kind: 'refused', message: reason, advice: '' },
      })),
    };
    await this.#spool.append(encodeRecord(pack(decoded, Date.now())));
    return decoded;
  }
}
