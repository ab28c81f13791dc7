import type { Milliseconds } from '../../model/time.ts';

/** How long is waited for a database that always has something to write. */
const PATIENCE: Milliseconds = 20_000;

/** What a database that is written says of itself. */
export interface Written {
  /** Resolves when nothing waits to be written. */
  readonly settled: () => Promise<void>;
  /** Rises with everything that is written. */
  readonly change: () => number;
}

/**
 * Resolves when what was received can be asked for: when nothing waits to be written or, under a load that never ends,
 * after twenty seconds in which something was written. Rejects where nothing was: what is asked then would find
 * nothing that came since, and an alert would fall silent, or cry, for want of rows.
 */
export async function whenStored({ settled, change }: Written, patience = PATIENCE): Promise<void> {
  const before = change();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience);
  });
  const first = await Promise.race([settled(), late]);
  clearTimeout(timer);
  if (first === 'late' && change() === before) {
    throw new Error(
      'Alerts wait: the database takes nothing in, so that the newest rows cannot be asked for.',
    );
  }
}
