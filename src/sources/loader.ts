import type { Problem } from '../model/result.ts';
import type { Info } from '../model/source.ts';
import { MINUTE, SECOND, coveredBy } from '../model/time.ts';
import type { Milliseconds, Range } from '../model/time.ts';
import { Alarm } from './alarm.ts';
import { Budget } from './budget.ts';
import type { Most } from './budget.ts';
import { Demand } from './demand.ts';
import { LostPosition } from './feed.ts';
import type { Feed } from './feed.ts';
import type { Holdings } from './holdings.ts';
import { STOPPED, loadProblemOf, noRoomProblem } from './load-problem.ts';
import { nextTurn } from './next-turn.ts';
import { rowsWithin } from './rows-within.ts';
import type { Updates } from './updates.ts';

/** Rows may come so much later than the order of their ends says: a trace is sent whole, and lasts a while. */
const OUT_OF_ORDER: Milliseconds = 15 * MINUTE;
/** How long changes wait for a load that goes on: what is new is to be seen within two seconds then, too. */
const CHANGES_WAIT: Milliseconds = SECOND / 2;
/** The wait after a failure doubles up to so many times the first. */
const LONGEST_WAIT = 16;

export interface Limits extends Most {
  /** How long to wait before a load that failed is tried again, the first time. */
  readonly wait: Milliseconds;
  /** Values of each tag to hold at most, the most frequent, where the source can be asked for others (`tag-values`). */
  readonly tagValues: number;
}

/**
 * Brings rows from a Feed into the holdings: the missing parts of what is wanted, one request at a time, and what
 * changes from then on.
 *
 * Everything happens in one loop, so that no answer overtakes another. A load that is asked for at position P sends
 * rows that are of P or later; changes taken in while it ran may have been meant for rows that were not there yet.
 * Therefore a load ends by going back to P, and the changes since then are asked for once more: a row that is sent
 * twice only replaces itself.
 */
export class Loader {
  readonly #feed: Feed;
  readonly #holdings: Holdings;
  readonly #updates: Updates;
  readonly #budget: Budget;
  readonly #wait: Milliseconds;
  readonly #tagValues: number;
  readonly #end = new AbortController();
  readonly #demand = new Demand();
  readonly #work = new Alarm();
  readonly #retry = new Alarm();
  #isRunning = false;
  #position: number | null = null;
  /** Counts how often the source began anew. */
  #beginnings = 0;
  #hasNews = false;
  #changesAt = -Infinity;
  #progress: { rows: number; before: number; total: number | null } | null = null;
  /** Ends the load that is running. */
  #stopLoad: AbortController | null = null;
  #loadProblem: Problem | null = null;
  #watchProblem: Problem | null = null;
  #stopWatching: (() => void) | null = null;

  constructor(feed: Feed, holdings: Holdings, updates: Updates, limits: Limits) {
    this.#feed = feed;
    this.#holdings = holdings;
    this.#updates = updates;
    this.#budget = new Budget(limits, holdings, this.#demand);
    this.#wait = limits.wait;
    this.#tagValues = limits.tagValues;
  }

  /** Starts to load what is missing of the ranges of one question, unless it was stopped. */
  want(ranges: readonly Range[]): void {
    this.#demand.add(ranges, this.#holdings.held);
    this.start();
    this.#work.call();
  }

  /** As `want`, for what nobody looks at: it does not end a stop. */
  readonly wantUnlessStopped = (ranges: readonly Range[]): void => {
    if (this.#demand.stopped === null) this.want(ranges);
  };

  /** Ends what is being loaded; what has come stays. */
  stop(): void {
    if (this.#progress === null) return;
    const { rows, total } = this.#progress;
    this.#demand.stop(this.#holdings.held, { rows, total });
    this.#progress = null;
    this.#stopLoad?.abort();
    this.#publish();
  }

  /** Goes on with what was stopped, and tries at once what failed. */
  resume(): void {
    this.#demand.resume();
    this.#publish();
    this.#work.call();
    this.#retry.call();
  }

  /** Starts to follow the source, once. */
  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run();
  }

  /** Takes note of what the source says about itself, which tells its clock. */
  heard(info: Info): void {
    this.#demand.heard(info);
    if (info.abilities.tagRows === true) this.#holdings.limitTags(this.#tagValues);
  }

  /** Whether what was asked for is still to come, as far as it fits. */
  get isBehind(): boolean {
    return this.#position === null || this.#progress !== null || this.#demand.stopped !== null;
  }

  /** Rows to hold at most, as far as is known what a row takes. */
  get mostRows(): number {
    return this.#budget.rows;
  }

  /** What an incomplete answer has to say about the rest. */
  get problems(): readonly Problem[] {
    const stopped = this.#demand.stopped === null ? null : STOPPED;
    const problems = [this.#watchProblem ?? this.#loadProblem, stopped].filter((problem) => problem !== null);
    if (!this.#budget.isFull) return problems;
    return [...problems, noRoomProblem(this.#holdings.rows, this.#holdings.held.at(-1)?.start)];
  }

  close(): void {
    this.#end.abort();
    this.#stopWatching?.();
    this.#work.call();
    this.#retry.call();
  }

  async #run(): Promise<void> {
    let wait = this.#wait;
    while (!this.#end.signal.aborted) {
      try {
        if (!(await this.#step())) await this.#work.sleep();
        wait = this.#wait;
      } catch (error) {
        if (this.#end.signal.aborted) return;
        this.#budget.learn(error);
        this.#loadProblem = loadProblemOf(error);
        this.#progress = null;
        this.#publish();
        await this.#retry.sleep(wait);
        wait = Math.min(2 * wait, LONGEST_WAIT * this.#wait);
      }
    }
  }

  /** Does the next thing that is to do; false when there is none. */
  async #step(): Promise<boolean> {
    const { signal } = this.#end;
    if (this.#position === null) {
      const clock =
        this.#demand.info === null ? this.#feed.info(signal).then((info) => this.heard(info)) : null;
      [this.#position] = await Promise.all([this.#feed.position(signal), clock]);
      this.#watch();
    } else if (this.#hasNews) {
      await this.#takeChanges(this.#position);
    } else {
      const next = this.#budget.hasRoom() ? this.#demand.next(this.#holdings.held) : null;
      if (next === null) {
        this.#progress = null;
        this.#publish();
        return false;
      }
      await this.#load(next, this.#position);
    }
    this.#loadProblem = null;
    return true;
  }

  #watch(): void {
    if (this.#stopWatching !== null || this.#demand.info?.abilities.live !== true) return;
    this.#stopWatching = this.#feed.watch(
      () => {
        this.#hasNews = true;
        this.#work.call();
      },
      (problem) => {
        const isBack = problem === null && this.#watchProblem !== null;
        this.#watchProblem = problem;
        this.#publish();
        if (isBack) this.#retry.call();
      },
    );
  }

  async #load(range: Range, position: number): Promise<void> {
    const beginning = this.#beginnings;
    const progress = (this.#progress ??= { rows: 0, before: 0, total: null });
    const stopLoad = (this.#stopLoad = new AbortController());
    const signal = AbortSignal.any([this.#end.signal, stopLoad.signal]);
    let isOrdered = true;
    /** From here on all rows have come, as far as can be told from the order. */
    let whole = range.end;
    this.#holdings.expect(range);
    this.#publish();
    try {
      for await (const { rows, total, after } of this.#feed.rows(range, signal)) {
        if (total !== null) {
          progress.total = progress.before + total;
          // No more than may be held: the sender's word alone must not take the memory.
          this.#holdings.reserve(Math.min(total, this.#budget.rows));
        }
        const extent = rows === null ? null : this.#holdings.append(rows);
        if (extent !== null) {
          progress.rows += rows?.length ?? 0;
          // A row of a time that was taken for whole.
          if (extent.last >= whole && isOrdered) this.#holdings.release(range);
          isOrdered &&= extent.last < whole;
          whole = Math.min(whole, extent.first + OUT_OF_ORDER);
          if (isOrdered) this.#holdings.hold({ start: whole, end: range.end });
        }
        this.#publish();
        await nextTurn();
        const isTooMuch = !this.#budget.fits();
        // The last of it: better a little too much than the whole range once more.
        if (after !== null) continue;
        if (isTooMuch) {
          this.#budget.fill();
          return;
        }
        if (this.#isElsewhere({ start: range.start, end: whole })) return;
        if (this.#hasNews && performance.now() - this.#changesAt > CHANGES_WAIT) {
          await this.#takeChanges(this.#position ?? position);
          if (this.#beginnings !== beginning) return;
        }
      }
      this.#holdings.hold(range);
    } catch (error) {
      // What was stopped did not fail; where there is no room for more, the newest came first, and stay.
      if (!this.#budget.learn(error) && (!stopLoad.signal.aborted || this.#end.signal.aborted)) throw error;
    } finally {
      this.#stopLoad = null;
      progress.before = progress.rows;
      this.#holdings.expect(null);
      if (this.#beginnings === beginning && this.#position !== position) {
        this.#position = position;
        this.#hasNews = true;
      }
    }
  }

  /** Whether what was asked for last is something else than the rest of the running load. */
  #isElsewhere(rest: Range): boolean {
    const next = this.#demand.next(this.#holdings.held);
    return next !== null && coveredBy(rest, [next]).length === 0;
  }

  async #takeChanges(position: number): Promise<void> {
    this.#hasNews = false;
    this.#changesAt = performance.now();
    try {
      for await (const { rows, removed, after } of this.#feed.changes(position, this.#end.signal)) {
        if (after !== null && after < position) {
          this.#beginAnew();
          return;
        }
        // A row of a time that is not held will come when that time is loaded.
        if (rows !== null) this.#holdings.append(rowsWithin(rows, this.#holdings.held));
        if (removed !== null) this.#holdings.remove(removed);
        if (after !== null) this.#position = after;
        await nextTurn();
      }
    } catch (error) {
      if (error instanceof LostPosition) {
        this.#beginAnew();
        return;
      }
      this.#hasNews = true;
      throw error;
    }
    this.#budget.trim();
  }

  /** The source lost its data, or another took its place: none of the rows here can be trusted. */
  #beginAnew(): void {
    this.#beginnings += 1;
    this.#position = null;
    this.#demand.resume();
    this.#holdings.clear();
  }

  #publish(): void {
    const progress = this.#progress;
    this.#updates.loading(progress === null ? null : { rows: progress.rows, total: progress.total });
    this.#updates.stopped(this.#demand.stopped);
    this.#updates.trouble(this.#watchProblem ?? this.#loadProblem);
  }
}
