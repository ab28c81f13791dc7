import { lnUpperTail } from './hypergeometric.ts';

/** How many rows have a value, on each side. Rows count once, whatever they stand for. */
export interface SideCounts {
  readonly selected: number;
  readonly rest: number;
}

/** A value of an attribute; null: the rows that have none. */
export interface ValueCounts extends SideCounts {
  readonly value: string | null;
}

/** An attribute and the values it has among the rows. */
export interface AttributeCounts {
  readonly attribute: string;
  readonly values: readonly ValueCounts[];
  /** Values there are in all, where more than `values`. */
  readonly total?: number;
}

/** Two attributes and the values they have together. */
export interface PairCounts {
  readonly attributes: readonly [string, string];
  readonly values: readonly (SideCounts & { readonly pair: readonly [string | null, string | null] })[];
}

/** One condition of a difference. */
export interface Condition {
  readonly attribute: string;
  readonly value: string | null;
}

/** What the selected rows have more often than the rest: one value, or two together. */
export interface Difference extends SideCounts {
  readonly conditions: readonly Condition[];
  /** Shares of the rows of each side. */
  readonly selectedShare: number;
  readonly restShare: number;
  /** How many times as often as among all rows. */
  readonly lift: number;
  /** ln of the chance that a selection made at random differs as much, over all that was looked at. */
  readonly lnChance: number;
}

/** Chances above this explain a difference. */
const CHANCE = 0.05;

/** Among very many rows small differences are no chance either: smaller ones are not worth a word. */
const LEAST_SHARE = 0.02;
const LEAST_LIFT = 1.2;

/** Chances of the two members of a pair, each within the other, above which they are no pair. */
const PAIR_CHANCE = 0.01;

/** Pairs are looked for among the attributes that differ most. */
const PAIRED_ATTRIBUTES = 6;

/** How much is looked at: every value of every attribute, and every two of them. */
function singlesOf(attributes: readonly AttributeCounts[]): number {
  return attributes.reduce((sum, { values, total }) => sum + Math.max(values.length, total ?? 0), 0);
}

function lnChanceOf({ selected, rest }: SideCounts, sides: SideCounts): number {
  return lnUpperTail(selected, sides.selected, selected + rest, sides.selected + sides.rest);
}

function toDifference(
  conditions: readonly Condition[],
  counts: SideCounts,
  sides: SideCounts,
  lnTests: number,
): Difference {
  const { selected, rest } = counts;
  const selectedShare = selected / sides.selected;
  return {
    conditions,
    selected,
    rest,
    selectedShare,
    restShare: rest / sides.rest,
    lift: selectedShare / ((selected + rest) / (sides.selected + sides.rest)),
    // Bonferroni: one chance for each of what is looked at.
    lnChance: Math.min(0, lnChanceOf(counts, sides) + lnTests),
  };
}

/** The attributes of which pairs are worth a look, those that differ most first. */
export function pairedAttributes(attributes: readonly AttributeCounts[], sides: SideCounts): string[] {
  return attributes
    .map(({ attribute, values }) => ({
      attribute,
      least: values.reduce((least, value) => Math.min(least, lnChanceOf(value, sides)), 0),
    }))
    .filter(({ least }) => least < Math.log(CHANCE))
    .sort((one, two) => one.least - two.least)
    .slice(0, PAIRED_ATTRIBUTES)
    .map(({ attribute }) => attribute);
}

/** Whether each of two values matters where the other one holds: else one of them says it all. */
function isPair(pair: SideCounts, members: readonly SideCounts[]): boolean {
  return members.every((member) => lnChanceOf(pair, member) < Math.log(PAIR_CHANCE));
}

/**
 * What the selected rows have more often than the rest, the least like chance first; nothing where chance explains all of
 * it. Each value is tested by Fisher's exact test on one side, corrected by Bonferroni for every value and every pair
 * of values there is, so that a selection made at random shows something in at most one of twenty times. A pair is
 * told only where both of its values matter, each among the rows that have the other.
 */
export function explain(
  sides: SideCounts,
  attributes: readonly AttributeCounts[],
  pairs: readonly PairCounts[] = [],
): Difference[] {
  if (sides.selected <= 0 || sides.rest <= 0) return [];
  const singles = singlesOf(attributes);
  // Half of the chance is left to the pairs.
  const lnSingles = Math.log(2 * Math.max(1, singles));
  const lnPairs = Math.log(Math.max(1, singles * (singles - 1)));
  const known = new Map(
    attributes.flatMap(({ attribute, values }) =>
      values.map((counts) => [JSON.stringify([attribute, counts.value]), counts] as const),
    ),
  );
  const ones = attributes.flatMap(({ attribute, values }) =>
    values.map((counts) => toDifference([{ attribute, value: counts.value }], counts, sides, lnSingles)),
  );
  const twos = pairs.flatMap(({ attributes: names, values }) =>
    values.flatMap((counts) => {
      const conditions = names.map((attribute, index) => ({ attribute, value: counts.pair[index] ?? null }));
      const members = conditions
        .map(({ attribute, value }) => known.get(JSON.stringify([attribute, value])))
        .filter((member) => member !== undefined);
      return members.length === 2 && isPair(counts, members)
        ? [toDifference(conditions, counts, sides, lnPairs)]
        : [];
    }),
  );
  return [...ones, ...twos]
    .filter(
      ({ lnChance, selectedShare, restShare, lift }) =>
        lnChance < Math.log(CHANCE) && selectedShare - restShare >= LEAST_SHARE && lift >= LEAST_LIFT,
    )
    .sort((one, two) => one.lnChance - two.lnChance);
}
