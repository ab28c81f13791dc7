import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '../../src/model/span.ts';
import { parse } from '../../src/search/parse.ts';
import { build } from '../../src/trace/build.ts';
import { attributeColumn } from '../../src/trace/attribute-column.ts';
import { matchesOf, withAncestors } from '../../src/trace/matching.ts';
import { tableOfSpans } from '../../src/trace/span-table.ts';
import { descriptionAt, opAt } from '../../src/trace/trace.ts';
import { draw, idOf, span } from './drawing.ts';

const { spans, transactions } = draw(
  `
  pageload /docs 0..500 @web #page
    http.client GET /api 10..400
      http.server GET /api 20..390 @api #api
        db.query SELECT a 30..40
        db.query SELECT b 40..90 !internal_error
        cache.get session 100..101 #cache
        function - 110..380
`,
  { environment: 'production', release: 'shop@1.2.3', tags: new Map([['plan', 'pro']]) },
);
const trace = build(
  spans.map((each) =>
    each.spanId === idOf('cache')
      ? {
          ...each,
          attributes: new Map<string, string | number | readonly string[]>([
            ['cache.hit', 'false'],
            ['keys', ['cache.hit', 'x']],
            ['http.response.status_code', 503],
            ['na"me', 'ä'],
          ]),
        }
      : each,
  ),
  transactions,
  [],
);

function found(text: string): string[] {
  const parsed = parse(text);
  if ('error' in parsed) throw new Error(parsed.error.message);
  return Array.from(
    matchesOf(trace, parsed.filter),
    (node) => `${opAt(trace, node)} ${descriptionAt(trace, node)}`,
  );
}

describe('the words of the search, of spans', () => {
  it.each([
    ['op:db.query', ['db.query SELECT a', 'db.query SELECT b']],
    ['op:db* !status:ok', ['db.query SELECT b']],
    ['SELECT', ['db.query SELECT a', 'db.query SELECT b']],
    ['duration:>=270', ['pageload /docs', 'http.client GET /api', 'http.server GET /api', 'function -']],
    ['duration:<2 ', ['cache.get session']],
    ['transaction:"GET /api" op:http.server', ['http.server GET /api']],
    ['project:web', ['pageload /docs', 'http.client GET /api']],
    ['plan:pro', ['pageload /docs', 'http.server GET /api']],
    ['cache.hit:false', ['cache.get session']],
    ['!has:cache.hit op:cache.get', []],
    ['keys:"cache.hit, x"', ['cache.get session']],
    ['http.status_code:503', ['cache.get session']],
    ['environment:production op:function', ['function -']],
    ['release.version:>=1.2.0 op:cache.get', ['cache.get session']],
    ['release.version:>2 op:cache.get', []],
    [`span:${idOf('cache')}`, ['cache.get session']],
    ['spans:>3 project:api', ['http.server GET /api']],
    ['errors:>0', []],
    ['op:cache.get or op:function', ['cache.get session', 'function -']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('shows with a match what is above it', () => {
    const nodes = matchesOf(trace, { kind: 'in', field: 'op', values: ['cache.get'] });
    const kept = withAncestors(trace, nodes);
    expect([...kept.keys()].filter((node) => kept[node] === 1).map((node) => opAt(trace, node))).toEqual([
      'pageload',
      'http.client',
      'http.server',
      'cache.get',
    ]);
  });
});

describe('the values of one attribute', () => {
  it('are those of the key, not of a list in which it stands, nor of a text that holds it', () => {
    const table = tableOfSpans([
      span({ spanId: idOf('1'), attributes: new Map<string, AttributeValue>([['list', ['key', 'x']]]) }),
      span({ spanId: idOf('2') }),
      span({
        spanId: idOf('3'),
        attributes: new Map([
          ['a', '["key","no"]'],
          ['key', 'yes'],
        ]),
      }),
      span({
        spanId: idOf('4'),
        attributes: new Map<string, AttributeValue>([
          ['list', ['a']],
          ['key', 'too'],
        ]),
      }),
    ]);
    const { codes, dictionary } = attributeColumn(table, 'key');
    expect(Array.from(codes, (code) => dictionary[code] ?? null)).toEqual([null, null, 'yes', 'too']);
    const odd = attributeColumn(trace.table, 'na"me');
    expect(odd.dictionary).toEqual(['ä']);
  });
});
