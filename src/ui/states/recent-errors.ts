/** Something that failed in this window. */
export interface RecentError {
  readonly at: number;
  /** The part that could not be drawn, or `window` for what nobody caught. */
  readonly where: string;
  readonly error: unknown;
}

const MOST = 10;
const recent: RecentError[] = [];

/** Keeps an error for whoever reports a fault; of many, the last ten. */
export function keepError(where: string, error: unknown): void {
  recent.push({ at: Date.now(), where, error });
  if (recent.length > MOST) recent.shift();
}

/** The last errors of this window, the oldest first. */
export function recentErrors(): readonly RecentError[] {
  return [...recent];
}
