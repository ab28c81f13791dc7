import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import { VITAL_BANDS, judgedVitals, rateVital } from '../../src/metrics/vital-bands.ts';
import { readVitalShares, sumOfPages, vitalSharesQuery } from '../../src/metrics/vital-shares.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import { ask } from '../oracle.ts';
import { createRandom } from '../random.ts';
import { transaction } from '../transaction-builder.ts';

const SCOPE = { range: { start: 0, end: 10_000 }, where: EVERYTHING };

function view(page: string, lcp: number, weight = 1) {
  return transaction({ transaction: page, vitals: { lcp }, weight });
}

describe('page views by rating', () => {
  const rows = [
    view('/a', 2_500),
    view('/a', 4_000),
    view('/a', 4_001),
    view('/b', 5_000, 4),
    view('/b', 100),
    transaction({ transaction: '/c' }),
  ];

  it('are counted page by page, the page with the most poor ones first', () => {
    const bands = VITAL_BANDS['web.dev'];
    const query = vitalSharesQuery(SCOPE, 'lcp', bands);
    if (query === null) throw new Error('LCP is judged');
    const pages = readVitalShares(ask(rows, query), 'lcp', bands);
    expect(pages).toEqual([
      { project: 'shop', transaction: '/b', good: 1, meh: 0, poor: 4, total: 5 },
      { project: 'shop', transaction: '/a', good: 1, meh: 1, poor: 1, total: 3 },
    ]);
    expect(sumOfPages(pages)).toEqual({ good: 2, meh: 1, poor: 5, total: 8 });
  });

  it('are by the classic bands what those say of the same values', () => {
    const bands = VITAL_BANDS.classic;
    const query = vitalSharesQuery(SCOPE, 'lcp', bands);
    if (query === null) throw new Error('LCP is judged');
    const [, a] = readVitalShares(ask(rows, query), 'lcp', bands);
    expect(a).toMatchObject({ good: 0, meh: 1, poor: 2 });
  });

  it.each(['web.dev', 'classic'] as const)('agree with the rating of each view, by %s', (set) => {
    const bands = VITAL_BANDS[set];
    for (const vital of judgedVitals(bands)) {
      const random = createRandom(8);
      const { poor = 1, good } = bands[vital] ?? {};
      const views = Array.from({ length: 200 }, () => {
        const value = Math.fround(random.pick([good ?? poor, poor, 2 * poor * random.next()]));
        return transaction({ vitals: { [vital]: value } });
      });
      const engine = new Engine();
      engine.append(toRows(views));
      const query = vitalSharesQuery(SCOPE, vital, bands);
      if (query === null) throw new Error(`${vital} is judged`);
      const [page] = readVitalShares(engine.ask(query, []), vital, bands);
      const countOf = (rating: string) =>
        views.filter(({ vitals }) => rateVital(vital, vitals[vital] ?? Number.NaN, bands) === rating).length;
      expect([vital, page]).toEqual([
        vital,
        {
          project: 'shop',
          transaction: '/',
          good: countOf('good'),
          meh: countOf('meh'),
          poor: countOf('poor'),
          total: 200,
        },
      ]);
    }
  });

  it('are not asked of a vital without bands', () => {
    expect(vitalSharesQuery(SCOPE, 'fp', VITAL_BANDS['web.dev'])).toBeNull();
  });
});
