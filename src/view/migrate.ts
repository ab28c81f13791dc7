/** Version of the words an address is written in; it rises when a word changes, and then gets a step below. */
export const VIEW_VERSION = 2;

/** Rewrites the parameters of one version in the words of the next, in place. What is already new stays. */
type Step = (params: URLSearchParams) => void;

/** The step at index n leads from version n + 1 to n + 2. A step that was ever released is never changed. */
const STEPS: readonly Step[] = [
  // A fixed range was written as its two ends, `start` and `end`.
  (params) => {
    const start = params.get('start');
    const end = params.get('end');
    params.delete('start');
    params.delete('end');
    if ((start !== null || end !== null) && !(params.get('range') ?? '').includes('..')) {
      params.set('range', `${start ?? ''}..${end ?? ''}`);
    }
  },
];

export interface Migrated {
  /** The parameters in today's words. */
  readonly params: URLSearchParams;
  /** Why they may be read only in part. */
  readonly problem: string | null;
}

/**
 * Brings an address of any version to today's words. One without a version was written by hand, maybe from an old
 * example, and goes through every step. One from a later version is read as far as its words are known.
 */
export function migrate(params: URLSearchParams): Migrated {
  const text = params.get('v');
  const version = text === null ? 1 : Number(text);
  const isKnown = Number.isInteger(version) && version >= 1 && version <= VIEW_VERSION;
  const migrated = new URLSearchParams(params);
  for (const step of STEPS.slice(isKnown ? version - 1 : STEPS.length)) step(migrated);
  return {
    params: migrated,
    problem: isKnown
      ? null
      : `This link was written by another version of Longtail (${text}). What could be read is shown.`,
  };
}
