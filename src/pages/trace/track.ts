/** Windows in which the names stand above the bars, and the details below the waterfall. */
export const NARROW = '(max-width: 700px)';

/** Pixels between the column of names and the start of the timeline. */
export const TRACK_START = 12;

/** Pixels to the right of the timeline, where the label of a bar that reaches its end has room. */
export const TRACK_ROOM = 64;

/** Pixels on both sides of the timeline in a narrow window, where the names stand above the bars. */
export const NARROW_SIDE = 16;

export const ROW_HEIGHT = 24;
/** Two lines, and tall enough for a finger. */
export const NARROW_ROW_HEIGHT = 44;
export const AXIS_HEIGHT = 24;

/** Height of the details in a narrow window, where they cover the end of the waterfall. */
export const SHEET_HEIGHT = 320;

/** Where the timeline lies in a waterfall of a given width, in pixels from its left edge. */
export interface Track {
  readonly left: number;
  readonly width: number;
}

export function toTrack(outer: number, names: number, isNarrow: boolean): Track {
  return isNarrow
    ? { left: NARROW_SIDE, width: Math.max(0, outer - 2 * NARROW_SIDE) }
    : { left: names + TRACK_START, width: Math.max(0, outer - names - TRACK_START - TRACK_ROOM) };
}

/** The narrowest and widest column of names, in pixels. */
export const NAMES_LEAST = 200;
export const NAMES_MOST = 800;

export function clampNames(width: number): number {
  return Math.round(Math.min(NAMES_MOST, Math.max(NAMES_LEAST, width)));
}
