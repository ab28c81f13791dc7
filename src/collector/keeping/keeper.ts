import type { Problem } from '../../model/result.ts';
import type { Ingest } from '../../model/source.ts';
import type { Milliseconds } from '../../model/time.ts';
import type { Route } from '../http/routes.ts';
import type { KeepLimits } from '../keep-limits.ts';
import type { Account } from '../spool/accounts.ts';
import type { Receive } from '../spool/spool.ts';

/** What is kept, and where. It can be sent to another thread. */
export interface KeeperOptions {
  /** Null: in memory. */
  readonly directory: string | null;
  /** Goes before the one in the directory. */
  readonly key: string | null;
  readonly version: string;
  /** Whether contacts are filtered, also out of what an older spool holds. */
  readonly anonymous: boolean;
  readonly keep: KeepLimits;
  /** How often is looked for what has to go; once a second where it is left out. */
  readonly retireEvery?: Milliseconds | undefined;
  /** How often is looked for alerts that are due; once a second where it is left out. */
  readonly alertsEvery?: Milliseconds | undefined;
  /** Bytes of memory from which on nothing more is taken in (`StartOptions`). */
  readonly mostMemory: number;
  /** Of the `Underway` of those who take requests. */
  readonly underway: SharedArrayBuffer;
}

/** How things stand with those who take requests: they are not those who know what is kept. */
export interface FrontState {
  readonly ingest: Pick<Ingest, 'dsn' | 'otlp' | 'requests'>;
  /** What was refused and is not in the spool yet. */
  readonly refused: Account['counts'];
  readonly problem: Problem | null;
}

/** What a keeper needs of those who take requests. */
export interface Front {
  readonly state: () => FrontState | Promise<FrontState>;
  /** Lets the spool go on with a new segment; its number (`Spool.roll`). */
  readonly roll: () => Promise<number>;
  readonly report: (error: unknown) => void;
}

/** What those who take requests have to know of what was opened. */
export interface Opened {
  /** The data directory, and in it that of the spool; null: in memory. */
  readonly directory: { readonly path: string; readonly spool: string } | null;
  readonly key: string;
  readonly salt: string;
  /** Number of the first segment of the spool to write. */
  readonly nextSegment: number;
}

/** Keeps what is safe in the spool in the tables, lets the oldest go, and answers whoever reads. */
export interface Keeper {
  readonly opened: Opened;
  /** All that is read or changed. */
  readonly routes: readonly Route[];
  /** Whether so much waits to be written that no more should come. */
  readonly isBehind: boolean;
  /** Takes what has become safe, in the order of the spool. */
  readonly receive: Receive;
  /** Resolves when everything received so far can be read. */
  settled(): Promise<void>;
  /** Begins to write and to look after what is kept; `url` is where others find it. */
  start(url: string): Promise<void>;
  /** Gives memory that was freed back to the system. */
  giveBack(): void;
  /** Collects memory that nobody needs any more, and gives it back. */
  collect(): void;
  /** Lets those go who watch, who would otherwise never end. */
  endWatching(): void;
  /** Writes what waits, and gives the directory back. */
  close(): Promise<void>;
}
