// What is read of a transaction's events, when, and how often.
import { describe, expect, it } from 'vitest';
import { MOST_SURVEYED } from '../../src/model/survey.ts';
import type { SurveyQuestion } from '../../src/model/survey.ts';
import { groupOf } from '../../src/trace/hash.ts';
import { CLASSIC_LIMITS } from '../../src/trace/findings/finding.ts';
import { tableOfSpans } from '../../src/trace/span-table.ts';
import { EventReading } from '../../src/sources/event-reading.ts';
import type { EventSpans } from '../../src/sources/held-events.ts';
import { Surveys } from '../../src/sources/surveys.ts';
import { draw } from '../trace/drawing.ts';

const EVENTS_TOTAL = 41_877;

/** Events of three spans each. */
function piece(first: number, events: number): EventSpans {
  const spans = Array.from({ length: events }, (_, at) =>
    draw(
      'http.server GET /list 0..100 @api\n  db.query SELECT a 10..20\n  db.query SELECT b 20..40',
    ).spans.map((span) => ({
      ...span,
      traceId: (first + at).toString(16).padStart(32, '0'),
      group: groupOf(span),
    })),
  );
  const rows = spans.flatMap((own, at) => own.map(() => first + at));
  return { spans: tableOfSpans(spans.flat()), rows: Float64Array.from(rows), eventsTotal: EVENTS_TOTAL };
}

/** A part of a piece. */
function cut({ spans, rows, eventsTotal }: EventSpans, from: number, to: number): EventSpans {
  const part = (ids: Uint8Array, width: number): Uint8Array => ids.subarray(from * width, to * width);
  const codes = <T extends { readonly codes: Int32Array }>(texts: T): T => ({
    ...texts,
    codes: texts.codes.subarray(from, to),
  });
  return {
    rows: rows.subarray(from, to),
    ...(eventsTotal === undefined ? {} : { eventsTotal }),
    spans: {
      length: to - from,
      trace: part(spans.trace, 16),
      span: part(spans.span, 8),
      parent: part(spans.parent, 8),
      segment: part(spans.segment, 8),
      project: codes(spans.project),
      op: codes(spans.op),
      description: codes(spans.description),
      status: codes(spans.status),
      group: codes(spans.group),
      start: spans.start.subarray(from, to),
      drift: spans.drift.subarray(from, to),
      duration: spans.duration.subarray(from, to),
      exclusive: spans.exclusive.subarray(from, to),
      attributes: { bytes: spans.attributes.bytes, starts: spans.attributes.starts.subarray(from, to + 1) },
    },
  };
}

/** A feed whose pieces come one by one, when they are let through. */
class SlowFeed {
  readonly #pieces: readonly EventSpans[];
  readonly #gates: (() => void)[] = [];
  #passed = 0;
  reads = 0;
  given = 0;
  isLeft = false;
  failure: Error | null = null;

  constructor(pieces: readonly EventSpans[]) {
    this.#pieces = pieces;
  }

  pass(pieces = 1): void {
    this.#passed += pieces;
    for (const open of this.#gates.splice(0)) open();
  }

  readonly spans = async function* (this: SlowFeed): AsyncGenerator<EventSpans, void, void> {
    this.reads += 1;
    if (this.failure !== null) throw this.failure;
    try {
      for (const [at, piece] of this.#pieces.entries()) {
        while (this.#passed <= at) await new Promise<void>((resolve) => void this.#gates.push(resolve));
        this.given += 1;
        yield piece;
      }
    } finally {
      this.isLeft = true;
    }
  }.bind(this);
}

const question: SurveyQuestion = {
  project: 'api',
  transaction: 'GET /list',
  range: { start: 0, end: 1 },
  spans: 5,
  limits: CLASSIC_LIMITS,
  satisfied: 60,
  like: null,
  fix: null,
};

function surveysOf(feed: SlowFeed): Surveys {
  return new Surveys(feed, () => ({
    columns: [],
    length: 0,
    matched: 0,
    total: 0,
    scanned: 0,
    sampled: false,
    edges: null,
    covered: [],
    complete: true,
    revision: 1,
    problems: [],
  }));
}

describe('the spans of other events', () => {
  it('are answered for before all are read, and then for more of them, read once', async () => {
    const feed = new SlowFeed([piece(1, 2), piece(3, 2), piece(5, 2)]);
    const surveys = surveysOf(feed);
    const first = surveys.answer(question);
    feed.pass(2);
    expect(await first).toMatchObject({ events: 2, eventsTotal: EVENTS_TOTAL, spans: 6 });
    const all = surveys.answer({ ...question, spans: MOST_SURVEYED });
    feed.pass();
    expect(await all).toMatchObject({ events: 6, eventsTotal: EVENTS_TOTAL, spans: 18 });
    expect(feed.reads).toBe(1);
  });

  it('go on being read when the question is taken back', async () => {
    const feed = new SlowFeed([piece(1, 2), piece(3, 2)]);
    const surveys = surveysOf(feed);
    const controller = new AbortController();
    const taken = surveys.answer(question, controller.signal);
    controller.abort();
    feed.pass(2);
    await expect(taken).rejects.toMatchObject({ name: 'AbortError' });
    expect(await surveys.answer({ ...question, spans: MOST_SURVEYED })).toMatchObject({ events: 4 });
    expect(feed.reads).toBe(1);
  });

  it('are those of whole events, also where a piece ends within one', async () => {
    const events = piece(1, 3);
    const feed = new SlowFeed([cut(events, 0, 5), cut(events, 5, 8), cut(events, 8, 9), piece(4, 1)]);
    const surveys = surveysOf(feed);
    feed.pass(4);
    expect(await surveys.answer(question)).toMatchObject({ events: 3, spans: 9 });
  });

  it('are left once there are enough of them', async () => {
    const feed = new SlowFeed([piece(1, 2), piece(3, 1), piece(4, 1), piece(5, 1)]);
    feed.pass(4);
    const held = await new EventReading(feed.spans(), 8).first(Infinity);
    expect(held.map(({ rows }) => rows.length)).toEqual([6, 3]);
    expect(feed.given).toBe(3);
    expect(feed.isLeft).toBe(true);
  });

  it('are read anew also where nobody waited any more as that failed', async () => {
    const feed = new SlowFeed([piece(1, 2)]);
    const surveys = surveysOf(feed);
    feed.failure = new Error('unreachable');
    const controller = new AbortController();
    const taken = surveys.answer(question, controller.signal);
    controller.abort();
    await expect(taken).rejects.toThrow('unreachable');
    feed.failure = null;
    feed.pass();
    expect(await surveys.answer(question)).toMatchObject({ events: 2 });
  });

  it('are read anew after they could not be read', async () => {
    const feed = new SlowFeed([piece(1, 2)]);
    const surveys = surveysOf(feed);
    feed.failure = new Error('unreachable');
    await expect(surveys.answer(question)).rejects.toThrow('unreachable');
    feed.failure = null;
    feed.pass();
    expect(await surveys.answer(question)).toMatchObject({ events: 2 });
  });
});
