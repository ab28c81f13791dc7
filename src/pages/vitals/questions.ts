import { VITAL_BANDS, bandEdges } from '../../metrics/vital-bands.ts';
import type { Bands } from '../../metrics/vital-bands.ts';
import { both } from '../../model/filter.ts';
import type { Filter } from '../../model/filter.ts';
import type { Show } from '../../model/metric.ts';
import type { List, Query } from '../../model/query.ts';
import { VITAL_TAGS } from '../../trace/vital-sources.ts';
import { rowsCompared, withVersus, withoutVersus } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { stepOf } from '../../view/period.ts';
import { SHOWN_VITALS } from '../../view/vital-look.ts';
import type { ShownVital } from '../../view/vital-look.ts';

function has(vital: ShownVital): Filter {
  return { kind: 'has', field: vital };
}

/** Rows that carry a vital: page views. */
export const PAGE_VIEWS: Filter = { kind: 'or', of: SHOWN_VITALS.map(has) };

/** The rows that are judged by a vital. FID was replaced by INP, and counts only where there is none. */
export function ofVital<S extends ComparedScope>(scope: S, vital: ShownVital): S {
  const where =
    vital === 'fid'
      ? both(scope.where, has('fid'), { kind: 'not', of: has('inp') })
      : both(scope.where, has(vital));
  return { ...scope, where };
}

const SCORE: Show = { metric: 'score' };
const UNSCORED: Show = { metric: 'unscored' };
const COUNT: Show = { metric: 'count' };

/** The score of all page views, and how many have one. */
export function scoreQuery(scope: ComparedScope): Query {
  return {
    ...scope,
    where: both(scope.where, PAGE_VIEWS),
    of: 'transactions',
    by: [],
    show: [...rowsCompared(scope), ...withVersus(SCORE, scope), UNSCORED, COUNT],
  };
}

/** The p75 of a vital. */
export function vitalQuery(scope: ComparedScope, vital: ShownVital): Query {
  return {
    ...ofVital(scope, vital),
    of: 'transactions',
    by: [],
    show: [...rowsCompared(scope), ...withVersus({ metric: 'p75', of: vital }, scope)],
  };
}

/** Pages that are listed at most: those with most page views. */
export const MOST_PAGES = 500;

/** Every page with its vitals, score and page views. */
export function pagesQuery(scope: ComparedScope): Query {
  return {
    ...withoutVersus(scope),
    where: both(scope.where, PAGE_VIEWS),
    of: 'transactions',
    by: ['project', 'transaction'],
    show: [
      SCORE,
      UNSCORED,
      COUNT,
      { metric: 'sampled_count' },
      ...SHOWN_VITALS.map((of): Show => ({ metric: 'p75', of })),
    ],
    order: [{ show: 2, desc: true }],
    limit: MOST_PAGES,
  };
}

/** The p75 of a vital over time. */
export function courseQuery(scope: ComparedScope, vital: ShownVital): Query {
  const rows = ofVital(scope, vital);
  return {
    ...rows,
    of: 'transactions',
    by: [{ time: stepOf(scope.range) }],
    show: [{ metric: 'sampled_count' }, ...withVersus({ metric: 'p75', of: vital }, scope)],
  };
}

/** So many bins lie below the first limit. */
const BINS_TO_LIMIT = 20;
/** The axis reaches so far beyond what is poor; what lies behind it is one bin of its own. */
const BEYOND = 1.6;
const ENDLESS = 3.4028234663852886e38;

/** Edges of bins of a vital, evenly wide, the limits of the bands among them as near as can be; the last has no end. */
export function vitalEdges(vital: ShownVital, bands: Bands): number[] {
  const band = bands[vital] ?? VITAL_BANDS['web.dev'][vital];
  if (band === undefined) return [0, ENDLESS];
  const width = (band.good ?? band.poor / 2) / BINS_TO_LIMIT;
  const count = Math.ceil((band.poor * BEYOND) / width);
  return [...Array.from({ length: count + 1 }, (_, at) => Math.fround(at * width)), ENDLESS];
}

/** How often each value of a vital occurs. */
export function distributionQuery(scope: ComparedScope, vital: ShownVital, bands: Bands): Query {
  return {
    ...withoutVersus(ofVital(scope, vital)),
    of: 'transactions',
    by: [{ bin: vital, scale: 'linear', edges: vitalEdges(vital, bands) }],
    show: [COUNT],
  };
}

/** The tag that says where on the page a vital comes from; null for those of the whole page. */
export function sourceTag(vital: ShownVital): string | null {
  return vital === 'lcp' || vital === 'inp' || vital === 'cls' ? VITAL_TAGS[vital] : null;
}

const MOST_SAMPLES = 10;

/** The page views with the largest values of a vital. */
export function samplesList(scope: ComparedScope, vital: ShownVital): List {
  const { range, where, having, havingOver } = ofVital(scope, vital);
  const tag = sourceTag(vital);
  return {
    range,
    where,
    ...(having === undefined ? {} : { having }),
    ...(havingOver === undefined ? {} : { havingOver }),
    of: 'transactions',
    fields: [
      'event',
      'trace',
      'span',
      'timestamp',
      'project',
      'transaction',
      'user.display',
      'release',
      { tag: 'browser' },
      { tag: 'device' },
      vital,
      ...(tag === null ? [] : [{ tag }]),
    ],
    order: { field: vital, desc: true },
    limit: MOST_SAMPLES,
  };
}

const MOST_VALUES = 5;

/** A vital by the values of a tag, those with most page views first. */
export function splitQuery(scope: ComparedScope, vital: ShownVital, tag: string): Query {
  return {
    ...withoutVersus(ofVital(scope, vital)),
    of: 'transactions',
    by: [{ tag }],
    show: [{ metric: 'p75', of: vital }, COUNT],
    order: [{ show: 1, desc: true }],
    limit: MOST_VALUES,
  };
}

/** Whether bands judge a vital at all. */
export function isJudged(vital: ShownVital, bands: Bands): boolean {
  return bandEdges(vital, bands) !== null;
}
