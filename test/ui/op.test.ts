import { expect, it } from 'vitest';
import { toOpCategory, toOpLook } from '../../src/ui/op.ts';

it.each([
  ['http.server', 'http'],
  ['grpc.client', 'http'],
  ['db', 'db'],
  ['db.sql.query', 'db'],
  ['DB.query', 'db'],
  ['cache.get', 'cache'],
  ['pageload', 'ui'],
  ['ui.webvital.lcp', 'ui'],
  ['resource.script', 'resource'],
  ['queue.publish', 'queue'],
  ['middleware', 'function'],
  ['handler', 'function'],
  ['view.render', 'function'],
  ['ui.render', 'ui'],
  ['', 'other'],
  ['dbx', 'other'],
  ['constructor', 'other'],
])('puts the op %j into %s', (op, category) => {
  expect(toOpCategory(op)).toBe(category);
});

it('gives every category its own glyph and colour', () => {
  const looks = ['http', 'db', 'cache', 'ui', 'resource', 'queue', 'function', 'x'].map(toOpLook);
  expect(new Set(looks.map((look) => look.glyph)).size).toBe(8);
  expect(new Set(looks.map((look) => look.cssVar)).size).toBe(8);
});
