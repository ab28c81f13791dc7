import { isForeignObject, toList, toName } from '../foreign-value.ts';
import { LIMITS } from '../limits.ts';

/** Tags, and how many more there were than are kept. */
export interface Tags {
  readonly tags: ReadonlyMap<string, string>;
  readonly dropped: number;
}

/** Tags as SDKs write them: an object, or in older ones a list of pairs. Values become text; empty ones are none. */
export function readTags(value: unknown): Tags {
  const pairs: readonly (readonly [unknown, unknown])[] = isForeignObject(value)
    ? Object.entries(value)
    : toList(value).map((pair) => {
        const [key, member] = toList(pair);
        return [key, member] as const;
      });
  const tags = new Map<string, string>();
  let dropped = 0;
  for (const [key, member] of pairs) {
    const name = toName(key);
    const text = toName(member);
    if (name === null || text === null) continue;
    if (tags.size < LIMITS.tags || tags.has(name)) tags.set(name, text);
    else dropped += 1;
  }
  return { tags, dropped };
}
