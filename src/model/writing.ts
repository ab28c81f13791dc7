/** Durations in the unit that suits each, or all in one. */
export const DURATION_STYLES = ['suited', 'ms', 's'] as const;
export type DurationStyle = (typeof DURATION_STYLES)[number];

/** Days that a week can begin with, counted from Sunday as 0. */
export const FIRST_DAYS = [1, 0, 6] as const;
export type FirstDay = (typeof FIRST_DAYS)[number];

/** How numbers, durations and calendars are written for the reader. */
export interface Writing {
  /** The language whose way of writing numbers is taken (BCP 47). */
  readonly numbers: string;
  readonly durations: DurationStyle;
  /** The day a week begins with. */
  readonly firstDay: FirstDay;
}
