// What every generation of the JavaScript SDK sends of the same program has the same names.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/formats/format-error.ts';
import { decodeEnvelope } from '../../../src/formats/sentry/decode-envelope.ts';
import { stableOp } from '../../../src/formats/op-name.ts';
import type { Decoded } from '../../../src/model/decoded.ts';

const CAPTURES = join(import.meta.dirname, '../../fixtures/captures');

function decoded(directory: string): Decoded[] {
  const files = readdirSync(join(CAPTURES, directory)).filter((file) => file.endsWith('.body'));
  return files.flatMap((file) => {
    const raw = readFileSync(join(CAPTURES, directory, file));
    try {
      return [decodeEnvelope(raw[0] === 0x1f ? gunzipSync(raw) : raw, Date.UTC(2026, 10, 22), '1')];
    } catch (error) {
      // A preflight has no body.
      if (error instanceof FormatError) return [];
      throw error;
    }
  });
}

const NODE = ['8.55.2', '9.47.2', '10.78.0', '10.78.0-stream', '11.12.0', '11.12.0-static'];
const BROWSER = ['9.47.2', '10.78.0', '10.78.0-stream', '11.12.0', '11.12.0-static'];

describe.each(NODE.map((version) => `sentry-node-${version}`))('%s', (directory) => {
  const all = decoded(directory);
  const facts = all.flatMap(({ transactions }) => transactions);
  const spans = all.flatMap((each) => each.spans);

  it('names its transactions as the others do', () => {
    const found = facts.filter(({ httpStatus }) => httpStatus !== 404);
    const names = new Set(found.map(({ transaction, op }) => `${op} ${transaction}`));
    expect(names).toEqual(
      new Set([
        'http.server GET /products/:id',
        'http.server GET /orders',
        'http.server GET /upstream',
        'http.server GET /boom',
        'http.server POST /checkout',
        'cron.job nightly-report',
      ]),
    );
  });

  it('names its operations as the others do', () => {
    expect(new Set(spans.map(({ op }) => op))).toEqual(
      new Set([
        'http.server',
        'http.client',
        'middleware',
        'handler',
        'db',
        'cache.get',
        'template.render',
        'queue.publish',
        'cron.job',
      ]),
    );
  });

  it('names the attributes of requests and queries as the others do', () => {
    const query = spans.find(({ op }) => op === 'db');
    expect(query?.attributes.get('db.system.name')).toBeTypeOf('string');
    expect(query?.attributes.get('db.query.text')).toBe(query?.description);
    for (const { attributes } of spans) {
      for (const old of ['http.method', 'http.url', 'http.status_code', 'db.statement', 'db.system']) {
        expect(attributes.has(old)).toBe(false);
      }
    }
  });
});

describe.each(BROWSER.map((version) => `sentry-browser-${version}`))('%s', (directory) => {
  const all = decoded(directory);
  const facts = all.flatMap(({ transactions }) => transactions);
  const spans = all.flatMap((each) => each.spans);

  it('names its pages as the others do', () => {
    expect(facts.map(({ transaction, op }) => `${op} ${transaction}`)).toEqual([
      'pageload /',
      'navigation /cart/:id',
    ]);
  });

  it('names the operations of the browser as the others do', () => {
    const ops = new Set(spans.map(({ op }) => op));
    for (const op of ['browser.dns', 'browser.load_event', 'browser.paint', 'ui.long_animation_frame']) {
      expect(ops).toContain(op);
    }
    for (const op of ops) expect(stableOp(op)).toBe(op);
  });
});
