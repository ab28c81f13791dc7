import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem } from '../../model/result.ts';
import type { Parcel } from '../parcel/parcel.ts';
import { unpack } from '../parcel/unpack.ts';
import type { Accepted } from '../spool/accepted.ts';
import type { Position } from '../spool/segments.ts';
import type { Entry } from '../spool/spool.ts';
import { Backlog, costOf, isBatchFull, sizeOf, takeBatch } from './batches.ts';
import { Border } from './border.ts';
import { Checkpoints } from './checkpoints.ts';
import { Counters } from './counters.ts';
import { Pace } from './pace.ts';
import type { Progress } from './progress.ts';
import type { Store } from './store.ts';
import { writingProblem } from './writing-problem.ts';

/** How often is looked whether enough has been gathered. */
const LOOK_MS = 50;
/** Bytes that may wait in all. */
export const MOST_QUEUED = 64 << 20;
/** And from which on who reads much waits a moment: four batches. */
const PRESSED_FROM = 8 << 20;
const RETRY_MS = 1_000;
/** A checkpoint follows this long after the last batch. */
const IDLE_MS = 2_000;

/** What the writer needs from outside. */
export interface WriterOptions {
  readonly store: Store;
  /** What an older spool keeps as it travelled, as bytes of a parcel. Throws when it cannot be read. */
  readonly repack: (accepted: Accepted) => Uint8Array;
  /** All that the spool holds up to a place; what the tables are made of when they begin anew. */
  readonly replay: (until: Position) => AsyncIterable<Entry>;
  /** Keeps what the tables have counted before a segment of the spool (`spool/accounts`). */
  readonly account: (segment: number, progress: Progress, counters: Counters) => Promise<void>;
  /** Called after every batch that was written. */
  readonly written: () => void;
  readonly report: (error: unknown) => void;
}

/** Brings what is safe in the spool into the tables, in order and in batches, and tries again when that fails. */
export class Writer {
  readonly #options: WriterOptions;
  #backlog: Backlog | null;
  /** How often the tables had begun anew when it was last looked. */
  #births = 0;
  /** Behind the last entry that was received, or that was in the spool at the start. */
  #end: Position;
  #isBusy = false;
  #queue: Entry[] = [];
  #queuedBytes = 0;
  readonly #pace = new Pace();
  readonly #border = new Border();
  readonly #checkpoints: Checkpoints;
  #refused = new Counters();
  #problem: Problem | null = null;
  #closing = false;
  #wake: () => void = () => undefined;
  #idle: (() => void)[] = [];
  #running: Promise<void> = Promise.resolve();

  /**
   * `backlog`: what the spool holds that the tables do not, to be written before all that is received. `end`: a place
   * behind all that is in the spool at the start.
   */
  constructor(options: WriterOptions, backlog: AsyncIterable<Entry> | null, end: Position) {
    this.#options = options;
    this.#checkpoints = new Checkpoints(options.store.tables, options.report);
    this.#end = end;
    this.#backlog = backlog === null ? null : new Backlog(backlog);
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Bytes that wait to be written. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Whether so much waits that no more should come. */
  get isBehind(): boolean {
    return this.#queuedBytes > MOST_QUEUED;
  }

  /** Whether so much waits that who reads much had better let it be written first. */
  get isPressed(): boolean {
    return this.#queuedBytes > PRESSED_FROM;
  }

  /** Whether what the spool held at the start is still being written. */
  get isReplaying(): boolean {
    return this.#backlog !== null;
  }

  /** What is wrong with writing at the moment. */
  get problem(): Problem | null {
    return this.#problem;
  }

  /** Takes what has become safe, in the order of the spool. */
  receive(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.#queuedBytes += costOf(entry);
      this.#queue.push(entry);
      this.#end = entry.next;
    }
    this.#wake();
  }

  /** Looks at once whether there is something to do: the tables may have begun anew. */
  wake(): void {
    this.#wake();
    this.#border.wake();
  }

  /** Counts an item of which nothing is kept, not even in the spool. */
  countRefused(reason: string): void {
    this.#refused.add('received', 1);
    this.#refused.add('refused', 1, reason);
  }

  /** All counts up to now, those that are not written yet included. */
  get counters(): Counters {
    const all = this.#options.store.counters.copy();
    all.merge(this.#refused);
    return all;
  }

  /** Resolves when everything received so far is in the tables. */
  settled(): Promise<void> {
    if (this.#isIdle) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Lets nothing be written of segments behind one, at first that of the last entry received, until `release`. */
  hold(last = this.#end.segment): void {
    this.#border.set(last);
  }

  /** Resolves when the tables hold all of the segments below one, of which all has been received, and nothing of it. */
  async reach(segment: number): Promise<void> {
    this.hold(segment - 1);
    await Promise.race([this.#border.reached(), this.settled()]);
  }

  /** Lets everything be written again. */
  release(): void {
    this.#border.lift();
  }

  /** Writes what waits, once more after a failure, and ends. What could not be written is still in the spool. */
  async close(): Promise<void> {
    this.#closing = true;
    this.wake();
    await this.#running;
    if (this.#checkpoints.isPending) await this.#checkpoints.make();
  }

  get #isIdle(): boolean {
    return (
      !this.#isBusy &&
      this.#backlog === null &&
      this.#queue.length === 0 &&
      this.#births === this.#options.store.tables.births
    );
  }

  /** Where the tables have begun anew, all of the spool is written once more, with what waits. */
  #followBirth(): void {
    const { store, replay } = this.#options;
    if (this.#births === store.tables.births) return;
    this.#births = store.tables.births;
    this.#backlog = new Backlog(replay(this.#end));
    this.#queue = [];
    this.#queuedBytes = 0;
  }

  async #run(): Promise<void> {
    for (;;) {
      this.#isBusy = true;
      this.#followBirth();
      if (this.#backlog === null) await this.#writeQueued();
      else await this.#writeBacklog(this.#backlog);
      this.#isBusy = false;
      if (this.#closing && this.#backlog !== null) return;
      if (!this.#isIdle) {
        if (this.#backlog === null) await this.#gather();
        continue;
      }
      for (const resolve of this.#idle.splice(0)) resolve();
      if (this.#closing) return;
      await this.#rest();
    }
  }

  /** Waits for something to write, and then a moment for more; makes a checkpoint when nothing comes. */
  async #rest(): Promise<void> {
    if (this.#checkpoints.isPending && !(await this.#woken(IDLE_MS))) await this.#checkpoints.make();
    if (this.#queue.length === 0 && !this.#closing) await this.#woken();
    await this.#gather();
  }

  /** Lets requests come together. */
  async #gather(): Promise<void> {
    const { until } = this.#pace;
    for (let left = until - performance.now(); left > 0; left = until - performance.now()) {
      if (this.#closing || this.#isFull) return;
      await sleep(Math.min(LOOK_MS, left));
    }
  }

  get #isFull(): boolean {
    return isBatchFull(this.#queue.length, this.#queuedBytes);
  }

  /** Whether something came within the time. */
  async #woken(withinMs?: number): Promise<boolean> {
    if (this.#queue.length > 0 || this.#closing || this.#births !== this.#options.store.tables.births) {
      return true;
    }
    return new Promise((resolve) => {
      const timer = withinMs === undefined ? undefined : setTimeout(() => resolve(false), withinMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  async #writeQueued(): Promise<void> {
    const batch = takeBatch(this.#queue);
    const bytes = sizeOf(batch);
    const began = performance.now();
    await this.#write(batch);
    this.#pace.wrote(began);
    this.#queuedBytes -= bytes;
  }

  async #writeBacklog(backlog: Backlog): Promise<void> {
    const batch = await backlog.take();
    if (batch.length === 0) this.#backlog = null;
    else await this.#write(batch);
  }

  /** Writes a batch, again and again until it is written; when closing, a failure ends it. */
  async #write(batch: readonly Entry[]): Promise<void> {
    const last = batch.at(-1);
    if (last === undefined) return;
    const parcels = batch.flatMap((entry) => this.#parcelOf(entry) ?? []);
    const { tables } = this.#options.store;
    const isOver = (): boolean => this.#closing || this.#births !== tables.births;
    if (!(await this.#border.pass(last.next.segment, isOver))) return;
    await this.#keepAccount(last.next.segment);
    for (;;) {
      // In tables that are empty again this batch is not the next one. `apply` must follow without a pause.
      if (this.#births !== tables.births) return;
      if ((await this.#hasApplied(parcels, last.next)) || this.#closing) break;
      if (this.#births === tables.births) await sleep(RETRY_MS);
    }
    this.#options.written();
    this.#checkpoints.wrote(sizeOf(batch));
    if (this.#checkpoints.isDue) await this.#checkpoints.make();
  }

  /** Where a segment begins, what was counted before it is kept. Without it the counts of what expires are lost later. */
  async #keepAccount(segment: number): Promise<void> {
    const { progress, counters } = this.#options.store;
    if (segment === progress.position.segment) return;
    await this.#options.account(segment, progress, counters).catch(this.#options.report);
  }

  async #hasApplied(parcels: readonly Parcel[], next: Position): Promise<boolean> {
    const refused = this.#refused;
    this.#refused = new Counters();
    try {
      await this.#options.store.apply(parcels, next, refused);
      this.#problem = null;
      return true;
    } catch (error) {
      this.#refused.merge(refused);
      this.#problem = writingProblem(error);
      this.#options.report(error);
      return false;
    }
  }

  /** What was readable when it was accepted is readable; if it is not, that is counted and goes on. */
  #parcelOf({ kept }: Entry): Parcel | null {
    try {
      return unpack(kept.kind === 'parcel' ? kept.bytes : this.#options.repack(kept.accepted));
    } catch (error) {
      this.#options.report(error);
      this.countRefused('not readable in the spool');
      return null;
    }
  }
}
