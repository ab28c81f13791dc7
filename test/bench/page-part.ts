import type { Engine } from '../../src/engine/engine.ts';
import type { Filter } from '../../src/model/filter.ts';
import { both } from '../../src/model/filter.ts';
import type { MetricName, Show } from '../../src/model/metric.ts';
import type { Key, Query, Scope } from '../../src/model/query.ts';
import {
  distributionsQuery,
  readingQuery,
  seriesQuery,
  tableQuery,
  totalDistributionQuery,
  totalsQuery,
} from '../../src/pages/performance/questions.ts';
import { plotFactsQuery } from '../../src/view/plot-questions.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';
import { createRandom } from '../random.ts';
import { benchData } from './bench-data.ts';
import type { BenchData } from './bench-data.ts';
import { fillEngine } from './longtail-peer.ts';
import { timesOf } from './measure.ts';
import type { Figure, PagePart, PartReport, Surroundings } from './part.ts';
import { TABLE } from './questions.ts';
import { contextOf } from './run-context.ts';

/** Changes before the first that counts. */
const WARM_UP = 5;

/** A different filter for every change: what people click and type. */
function changeOf(data: BenchData, change: number): Filter {
  const random = createRandom(data.seed * 104_729 + change);
  const { environment, release, op, status, project, transaction } = data.dictionaries;
  const pick = (
    field: 'environment' | 'release' | 'op' | 'status' | 'project',
    from: readonly string[],
  ): Filter => ({
    kind: 'in',
    field,
    values: from.filter((_, index) => index === 0 || random.chance(0.5)),
  });
  const word = transaction[random.whole(0, transaction.length - 1)]!.split(/[/.]/)[3] ?? 'orders';
  const choices: readonly (() => Filter)[] = [
    () => ({ kind: 'in', field: 'environment', values: [random.pick(environment)] }),
    () => ({
      kind: 'like',
      field: 'transaction',
      pattern: random.pick(['/api/*', '/page/*', 'job.*', '/api/v2/*']),
    }),
    () => ({ kind: 'like', field: 'transaction', pattern: `*${word}*` }),
    () => pick('release', release),
    () => pick('op', op),
    () => ({ kind: 'not', of: { kind: 'in', field: 'status', values: [random.pick(status)] } }),
    () => pick('project', project),
    () => ({ kind: 'compare', field: 'duration', is: '<', value: 50 * random.whole(4, 40) }),
  ];
  const first = choices[change % choices.length]!();
  return random.chance(0.5) ? both(first, random.pick(choices)()) : first;
}

interface Page {
  readonly name: string;
  /** Whether every change has other thresholds for every transaction, too; else they stay, as they do for who clicks. */
  readonly hasOtherThresholds?: boolean;
  /** Whether every change is of another time as well; else it stays, as it does where the filter alone is changed. */
  readonly hasOtherTimes?: boolean;
  readonly queries: (scope: Scope) => readonly Query[];
}

function ask(scope: Scope, by: readonly Key[], show: readonly Show[]): Query {
  return { ...scope, of: 'transactions', by, show };
}

const WIDGETS: readonly MetricName[] = ['p95', 'throughput', 'apdex'];

function tab(scope: Scope): Query[] {
  const step = (scope.range.end - scope.range.start) / 120;
  return [
    ask(scope, [], TABLE),
    ...WIDGETS.map((metric) => ask(scope, [{ time: step }], [{ metric }])),
    ask(scope, ['project', 'transaction'], TABLE),
  ];
}

function distributions(scope: Scope): Query[] {
  const step = (scope.range.end - scope.range.start) / 120;
  const bins = { bin: 'duration', scale: 'log', count: 48 } as const;
  const count: Show[] = [{ metric: 'count' }];
  return [
    ask(scope, [{ time: step }, bins], count),
    ask(scope, [bins], count),
    ask(scope, ['project', 'transaction', bins], count),
  ];
}

/** All that the product itself asks, each number beside the one of the period before. */
function product(scope: Scope): Query[] {
  return [
    plotFactsQuery(scope),
    ...DEFAULT_VIEW.widgets.flatMap((widget) => [readingQuery(scope, widget), seriesQuery(scope, widget)]),
    tableQuery(scope, null),
    totalsQuery(scope),
    distributionsQuery(scope),
    totalDistributionQuery(scope),
  ];
}

const PAGES: readonly Page[] = [
  { name: 'default tab: totals with users, three series, table', queries: tab },
  { name: 'default tab, another time each time', hasOtherTimes: true, queries: tab },
  { name: 'default tab, other thresholds each time', hasOtherThresholds: true, queries: tab },
  {
    name: 'the same with heatmap, distribution, a distribution a row',
    queries: (scope) => [...tab(scope), ...distributions(scope)],
  },
  {
    name: 'the same with heatmap and distributions, another time each time',
    hasOtherTimes: true,
    queries: (scope) => [...tab(scope), ...distributions(scope)],
  },
  { name: 'all that the product asks, with the period before', queries: product },
];

function figuresOf(engine: Engine, data: BenchData, changes: number, weighted: boolean): Figure[] {
  return PAGES.flatMap(({ name, hasOtherThresholds = false, hasOtherTimes = false, queries }, index) => {
    const ms: number[] = [];
    for (let change = 0; change < WARM_UP + changes; change++) {
      // Each page has a time of its own, so that none finds what was made for another.
      const { wide } = contextOf(data, hasOtherTimes ? change : WARM_UP + changes + index);
      const { thresholds } = contextOf(data, hasOtherThresholds ? change : 0);
      const asked = queries({ range: wide, where: changeOf(data, change), thresholds, weighted });
      const start = performance.now();
      for (const query of asked) engine.ask(query, []);
      if (change >= WARM_UP) ms.push(performance.now() - start);
    }
    const { median, max } = timesOf(ms);
    const full = `${name}${weighted ? ', weighted' : ''}`;
    return [
      { name: `${full}: median of ${changes} changes`, value: median, unit: 'ms' },
      { name: `${full}: slowest`, value: max, unit: 'ms' },
    ] as const;
  });
}

/** How long the Performance tab's questions take after the filter was changed. */
export function measurePage(part: PagePart, { collect, say }: Surroundings): PartReport {
  const data = benchData(part.rows, part.seed);
  const engine = fillEngine(data);
  collect();
  const figures = [false, true].flatMap((weighted) => {
    const found = figuresOf(engine, data, part.changes, weighted);
    say(`Performance tab${weighted ? ', weighted' : ''}: ${found[0]?.value.toFixed(1)} ms`);
    return found;
  });
  return { part, measured: [], figures, failures: [] };
}
