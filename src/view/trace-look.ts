/** What the colour of a bar says. */
export const BAR_COLOURS = ['op', 'service', 'error'] as const;
export type BarColour = (typeof BAR_COLOURS)[number];

/** How a trace is drawn: row by row in time, as a flame graph, as a table of its kinds of spans, beside another. */
export const TRACE_PICTURES = ['waterfall', 'flame', 'statistics', 'compare'] as const;
export type TracePicture = (typeof TRACE_PICTURES)[number];

/**
 * What a trace page compares: the trace with typical events of its transaction, slow events with those, the newest
 * release with the one before.
 */
export const COMPARED_GROUPS = ['typical', 'slow', 'release'] as const;
export type ComparedGroup = (typeof COMPARED_GROUPS)[number];

/** What is looked for and marked in a trace. */
export interface TraceLook {
  readonly picture: TracePicture;
  /** A search text whose spans are marked. */
  readonly find: string;
  /** Whether what does not match is hidden. */
  readonly only: boolean;
  readonly colour: BarColour;
  /** What is compared: one of `COMPARED_GROUPS`, or the id of another trace; null: the first of them. */
  readonly versus: string | null;
  /** Limits of findings that are not the usual ones, by their name, such as `nPlusOneDb.time`. */
  readonly limits: Readonly<Record<string, number>>;
}

export const DEFAULT_TRACE_LOOK: TraceLook = {
  picture: 'waterfall',
  find: '',
  only: false,
  colour: 'op',
  versus: null,
  limits: {},
};
