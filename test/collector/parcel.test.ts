// What is packed is unpacked the same, whatever is in it.
import { brotliDecompressSync, deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING } from '../../src/collector/decode.ts';
import { pack } from '../../src/collector/parcel/pack.ts';
import { decodeSpans, encodeSpans } from '../../src/collector/parcel/span-block.ts';
import { unpack } from '../../src/collector/parcel/unpack.ts';
import type { Span } from '../../src/model/span.ts';
import { STATUSES } from '../../src/model/status.ts';
import { BEGIN, spanId, traceId } from './traffic.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'user.id',
    'browser.web_vital.lcp.value',
    '\u0000',
    '"\\\n',
    '🦆',
  ),
);
const value = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.array(fc.oneof(text, fc.integer(), fc.boolean()), { maxLength: 3 }),
);
const float = fc.float({ noNaN: true, noDefaultInfinity: true, min: 0 });
const id = fc.integer({ min: 1, max: 9 }).map(spanId);

const span: fc.Arbitrary<Span> = fc.record({
  traceId: fc.constant(traceId(1)),
  spanId: id,
  parentId: fc.option(id),
  project: text,
  op: text,
  description: text,
  start: fc.double({ min: 0, max: 1e13, noNaN: true }),
  duration: float,
  exclusive: float,
  status: fc.constantFrom(...STATUSES),
  group: fc.constantFrom('0123456789abcdef', 'ffffffffffffffff'),
  segment: fc.option(id),
  attributes: fc
    .array(
      fc.tuple(
        text.filter((key) => key !== ''),
        value,
      ),
      { maxLength: 4 },
    )
    .map((pairs) => new Map(pairs)),
});

/** JSON knows no negative zero. */
const plain = (one: Span) => ({
  ...one,
  attributes: new Map([...one.attributes].map(([key, member]) => [key, Object.is(member, -0) ? 0 : member])),
});

describe('a block', () => {
  it('gives back every span, and which of them are items', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(span, fc.boolean()), { maxLength: 12 }), (given) => {
        const spans = given.map(([each]) => each);
        const block = encodeSpans(spans, (place) => given[place]?.[1] === true);
        const read = decodeSpans(block, traceId(1), 'whole');
        expect(read).toEqual(given.map(([each, isItem]) => ({ span: plain(each), isItem })));
        const outline = decodeSpans(block, traceId(1), 'outline');
        for (const [index, { span: short }] of outline.entries()) {
          const whole = plain(spans[index] as Span);
          const marked = [...whole.attributes].filter(([key]) => /user\.|browser\.web_vital\./.test(key));
          expect(short).toEqual({ ...whole, description: '', attributes: new Map(marked) });
        }
      }),
    );
  });

  it('is read as older spools hold it, deflated', () => {
    const spans = fc.sample(span, 9);
    const block = encodeSpans(spans, () => false);
    const older = Buffer.concat([Buffer.of(1), deflateRawSync(brotliDecompressSync(block.subarray(1)))]);
    expect(decodeSpans(older, traceId(1), 'whole')).toEqual(decodeSpans(block, traceId(1), 'whole'));
  });

  it('replaces half a surrogate pair, which no answer could carry', () => {
    const [one] = fc.sample(span, 1);
    const odd: Span = { ...(one as Span), description: 'a\ud800b', attributes: new Map([['k', '\udc00']]) };
    const [read] = decodeSpans(
      encodeSpans([odd], () => true),
      traceId(1),
      'whole',
    );
    expect([read?.span.description, read?.span.attributes.get('k')]).toEqual(['a\ufffdb', '\ufffd']);
  });
});

describe('a parcel', () => {
  it('holds every span once, with all counts, and says what was repeated', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const own = spans.map((each) => ({ ...each }));
        const decoded = {
          ...NOTHING,
          spans: own,
          items: new Set(own),
          received: own.length,
          skipped: [{ kind: 'session', count: 2 }],
          filtered: [{ reason: 'secret key', count: 1 }],
        };
        const distinct = new Set(own.map(({ spanId: of, start }) => `${of} ${start + 0}`)).size;
        const parcel = unpack(pack(decoded, BEGIN));
        expect(parcel).toMatchObject({
          received: BEGIN,
          counts: {
            received: own.length,
            repeated: own.length - distinct,
            skipped: decoded.skipped,
            filtered: decoded.filtered,
          },
        });
        expect(parcel.blocks.reduce((sum, { items }) => sum + items, 0)).toBe(distinct);
        for (const { bytes, spans: count } of parcel.blocks) {
          expect(decodeSpans(bytes, traceId(1), 'whole')).toHaveLength(count);
        }
      }),
    );
  });
});
