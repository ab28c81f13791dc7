// Requests that real SDKs sent, and small ones made by hand, changed at random: bytes, lengths, JSON, headers, keys.
import { readdirSync } from 'node:fs';
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import type { Random } from '../random.ts';
import { CAPTURES, requestsOf } from './capture.ts';
import { envelope, errorItem, otlp, spanId, traceId, transactionEnvelope } from './traffic.ts';

export interface Mutant {
  /** With `KEY` where the collector's key has to stand. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Larger ones say nothing that smaller ones do not, and take long. */
const LARGEST_SEED = 30_000;

function seeds(): readonly Mutant[] {
  const captured = readdirSync(CAPTURES)
    .flatMap((directory) => requestsOf(directory))
    .filter(({ method, body }) => method === 'POST' && body.length <= LARGEST_SEED)
    .map(({ url, headers, body }): Mutant => {
      const { 'content-type': type, 'content-encoding': encoding } = headers;
      return {
        path: url.replace(/sentry_key=\w+/, 'sentry_key=KEY'),
        headers: {
          ...(type === undefined ? {} : { 'content-type': type }),
          ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
        },
        body,
      };
    });
  const sentry = (text: string): Mutant => ({
    path: '/api/1/envelope/?sentry_key=KEY',
    headers: { 'content-type': 'text/plain' },
    body: Buffer.from(text),
  });
  const span = {
    traceId: traceId(1),
    spanId: spanId(1),
    name: 'GET /',
    kind: 2,
    startMs: 1e12,
    durationMs: 5,
  };
  return [
    ...captured,
    sentry(transactionEnvelope(1)),
    sentry(
      envelope([
        ['event', errorItem(1, 1)],
        ['session', {}],
      ]),
    ),
    {
      path: '/v1/traces',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(otlp([span]))),
    },
  ];
}

/** Values that are where nobody expects them. */
const ODD = [
  'null', '0', '-1', '1e400', '2e308', '9007199254740993', 'true', '""', '"\\u0000"', '"\\ud800"', '[]', '{}', '[[]]',
  '"__proto__"', '{"__proto__":{"polluted":1}}', '{"constructor":1}', '"1970-01-01"', '"NaN"', '1e-320', '"💥"',
  '18446744073709551616', '"' + 'x'.repeat(9_000) + '"', '['.repeat(200) + ']'.repeat(200),
]; // prettier-ignore

type Change = (body: Buffer, random: Random) => Buffer;

const place = (body: Buffer, random: Random): number => random.whole(0, Math.max(0, body.length - 1));

const BYTE_CHANGES: readonly Change[] = [
  (body, random) => {
    const changed = Buffer.from(body);
    for (let count = random.whole(1, 8); count > 0 && changed.length > 0; count -= 1) {
      const at = place(changed, random);
      changed[at] = (changed[at] ?? 0) ^ (1 << random.whole(0, 7));
    }
    return changed;
  },
  (body, random) => body.subarray(0, place(body, random)),
  (body, random) => body.subarray(place(body, random)),
  (body, random) => {
    const at = place(body, random);
    return Buffer.concat([body.subarray(0, at), body.subarray(place(body, random)), body.subarray(at)]);
  },
  (body, random) => {
    const at = place(body, random);
    const noise = Buffer.from(random.several(1, 40, () => random.whole(0, 255)));
    return Buffer.concat([body.subarray(0, at), noise, body.subarray(at)]);
  },
  (body, random) => {
    const changed = Buffer.from(body);
    const at = place(changed, random);
    return changed.fill(0, at, Math.min(changed.length, at + random.whole(1, 64)));
  },
  (body) => Buffer.concat([body, body]),
  (body) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]),
  (body) => Buffer.from(body.toString('latin1'), 'utf16le'),
];

const JSON_CHANGES: readonly Change[] = [
  // A value of JSON by another.
  (body, random) => {
    const text = body.toString('latin1');
    const starts = [...text.matchAll(/":/g)].map(({ index }) => index + 2);
    if (starts.length === 0) return body;
    const at = random.pick(starts);
    const value = /^\s*("(?:[^"\\]|\\.)*"|[^,{}[\]"]+|[{[])/.exec(text.slice(at, at + 2_000))?.[0] ?? '';
    return Buffer.from(`${text.slice(0, at)}${random.pick(ODD)}${text.slice(at + value.length)}`, 'latin1');
  },
  // A length of an item that is none.
  (body, random) =>
    Buffer.from(
      body
        .toString('latin1')
        .replace(
          /"type":/,
          `"length":${random.pick(['0', '1', '-5', '1e9', '"7"', 'null', '99999'])},"type":`,
        ),
      'latin1',
    ),
  (body, random) => {
    const lines = body.toString('latin1').split('\n');
    lines.splice(random.whole(0, lines.length), random.whole(0, 2), random.pick([...lines, '{}', '']));
    return Buffer.from(lines.join('\n'), 'latin1');
  },
];

const ENCODINGS = ['', 'identity', 'gzip', 'x-gzip', 'deflate', 'br', 'zstd', 'gzip, br', 'GZIP'] as const;
const TYPES = [
  'application/json',
  'application/x-protobuf',
  'text/plain',
  '',
  'application/json; charset=x',
] as const;

function headersOf({ headers }: Mutant, random: Random): Record<string, string> {
  const changed = { ...headers };
  if (random.chance(0.15)) changed['content-encoding'] = random.pick(ENCODINGS);
  if (random.chance(0.1)) changed['content-type'] = random.pick(TYPES);
  return changed;
}

function pathOf({ path }: Mutant, random: Random): string {
  if (!random.chance(0.1)) return path;
  return random.pick([
    path.replace('KEY', '0'.repeat(32)),
    path.replace(/\?.*/, ''),
    path.replace(/\/api\/\w+/, '/api/not%20an%20id'),
    `${path}${path.includes('?') ? '&' : '?'}sentry_key=%zz&x=%00`,
    '/v1/metrics',
    '/v1/logs',
  ]);
}

/** Makes requests that are wrong in some way; now and then one is right by chance. */
export function mutator(random: Random): () => Mutant {
  const from = seeds();
  return () => {
    const seed = random.pick(from);
    let { body } = seed;
    const headers = headersOf(seed, random);
    const wasZipped = seed.headers['content-encoding'] === 'gzip';
    // What is compressed is mostly changed inside.
    if (wasZipped && random.chance(0.7)) body = gunzipSync(body);
    const isOpen = !wasZipped || body !== seed.body;
    for (let count = random.whole(0, 3); count > 0; count -= 1) {
      body = random.pick(isOpen && random.chance(0.6) ? JSON_CHANGES : BYTE_CHANGES)(body, random);
    }
    if (isOpen && random.chance(0.9)) {
      const encoding = headers['content-encoding'];
      if (encoding === 'gzip' || encoding === 'x-gzip') body = gzipSync(body, { level: 1 });
      if (encoding === 'deflate') body = deflateSync(body, { level: 1 });
      if (encoding === 'br' && body.length < 5_000) body = brotliCompressSync(body);
    }
    return { path: pathOf(seed, random), headers, body };
  };
}
