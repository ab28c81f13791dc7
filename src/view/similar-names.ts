/** Below this names have no more in common than any two of one service. */
const LEAST = 0.5;

/** Pairs of neighbouring letters, case aside, and how often each occurs. */
function pairsOf(text: string): ReadonlyMap<string, number> {
  const letters = text.toLowerCase();
  const pairs = new Map<string, number>();
  for (let at = 1; at < letters.length; at++) {
    const pair = letters.slice(at - 1, at + 1);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function countOf(pairs: ReadonlyMap<string, number>): number {
  return [...pairs.values()].reduce((sum, count) => sum + count, 0);
}

/** The pairs that two texts have in common ÷ those that they have on average, from 0 to 1 (Sørensen and Dice). */
function likeness(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [pair, count] of one) common += Math.min(count, other.get(pair) ?? 0);
  const all = countOf(one) + countOf(other);
  return all === 0 ? 0 : (2 * common) / all;
}

/** What somebody who wrote `name` may have meant: those of `all` whose names are most like it, the likest first. */
export function mostLike<T>(
  all: readonly T[],
  nameOf: (one: T) => string,
  name: string,
  most: number,
): readonly T[] {
  const wanted = pairsOf(name);
  return all
    .map((one) => ({ one, like: likeness(wanted, pairsOf(nameOf(one))) }))
    .filter(({ like }) => like >= LEAST)
    .sort((a, b) => b.like - a.like)
    .slice(0, most)
    .map(({ one }) => one);
}
