import type { FindingLimits, Finding } from '../model/finding.ts';
import type { Comparison } from '../model/comparison.ts';
import { SourceError } from '../model/source.ts';
import type { TraceAnswer, TraceData } from '../model/source.ts';
import type { Trace } from '../model/trace.ts';
import type {
  OpenedTrace,
  TraceComparison,
  TracePart,
  TraceQuestion,
  TraceStudy,
} from '../model/trace-question.ts';
import { giveAway } from '../rpc/transfer.ts';
import { build } from '../trace/build.ts';
import { compare } from '../trace/compare/compare.ts';
import type { Side } from '../trace/compare/compare.ts';
import { NONE, nodesOfSpan } from '../trace/trace.ts';
import { criticalPath } from '../trace/critical-path.ts';
import { decodeTrace, encodeTrace } from './trace-file.ts';
import { findIn } from '../trace/findings/find.ts';

/** So many traces are kept after they were asked for: the one that is looked at, and one to compare it with. */
const KEPT = 2;

interface Kept {
  readonly answer: Promise<TraceAnswer>;
  findings: { readonly limits: string; readonly found: readonly Finding[] } | null;
}

/** Builds the trees of traces and keeps the last ones, for what is asked about them afterwards. */
export class BuiltTraces {
  readonly #fetch: (traceId: string) => Promise<TraceData>;
  readonly #kept = new Map<string, Kept>();
  /** Those of files, with what is known of the file. */
  readonly #opened = new Map<string, Kept & { readonly file: Pick<OpenedTrace, 'name' | 'bytes'> }>();

  constructor(fetch: (traceId: string) => Promise<TraceData>) {
    this.#fetch = fetch;
  }

  /** Asks for a trace, also for one that is kept: more of it may have arrived. */
  async trace(traceId: string, signal?: AbortSignal): Promise<TraceAnswer> {
    const opened = this.#opened.get(traceId);
    if (opened !== undefined) return opened.answer;
    this.#kept.delete(traceId);
    return untilAborted(this.#keep(traceId).answer, signal);
  }

  /** Two groups of traces by their structure; those that are not there are left out. */
  async compare({ before, after }: TraceComparison, signal?: AbortSignal): Promise<Comparison> {
    const sides = async (parts: readonly TracePart[]): Promise<Side[]> => {
      const found: Side[] = [];
      for (const { traceId, span } of parts) {
        const trace = await this.#traceOrNull(traceId, signal);
        if (trace === null) continue;
        const [node = NONE] = span === null ? [] : nodesOfSpan(trace, span);
        found.push({ trace, root: node });
      }
      return found;
    };
    return compare(await sides(before), await sides(after));
  }

  /** Null where there is no such trace. */
  async #traceOrNull(traceId: string, signal: AbortSignal | undefined): Promise<Trace | null> {
    const kept = this.#opened.get(traceId) ?? this.#kept.get(traceId);
    try {
      // What is only compared pushes out nothing that is looked at.
      const { trace } = await untilAborted(kept?.answer ?? this.#build(traceId), signal);
      return trace;
    } catch (error) {
      if (error instanceof SourceError && error.reason === 'not-found') return null;
      throw error;
    }
  }

  /** A trace as a file: the frames in which a source sends it. */
  async save(traceId: string, signal?: AbortSignal): Promise<Uint8Array> {
    const { trace } = await untilAborted(this.#keptAt(traceId).answer, signal);
    const file = encodeTrace(trace);
    return giveAway(file, [file.buffer]);
  }

  /**
   * Reads such a file; its trace is then known by its id, before what the feed has of it. `onRead` is told how many bytes
   * have been read.
   */
  async open(file: Blob, signal?: AbortSignal, onRead?: (bytes: number) => void): Promise<string> {
    const data = await decodeTrace(file, signal, onRead);
    const { traceId, spans, transactions, errors, problems } = data;
    const answer = { traceId, trace: build(spans, transactions, errors), problems };
    // The last one stands last, also where it was open before.
    this.#opened.delete(traceId);
    this.#opened.set(traceId, {
      answer: Promise.resolve(answer),
      findings: null,
      file: { name: file instanceof File ? file.name : '', bytes: file.size },
    });
    for (const first of this.#opened.keys()) if (this.#opened.size > KEPT) this.#opened.delete(first);
    return traceId;
  }

  /** Those of files that are held, the last one first. */
  async opened(): Promise<readonly OpenedTrace[]> {
    const all = [...this.#opened].map(async ([traceId, { answer, file }]) => {
      const { trace } = await answer;
      return { traceId, ...file, spans: trace.row.filter((row) => row !== NONE).length };
    });
    return (await Promise.all(all)).toReversed();
  }

  /** Lets go of one of a file. */
  close(traceId: string): void {
    this.#opened.delete(traceId);
  }

  async study({ traceId, root, limits }: TraceQuestion, signal?: AbortSignal): Promise<TraceStudy> {
    const kept = this.#keptAt(traceId);
    const { trace } = await untilAborted(kept.answer, signal);
    return { path: criticalPath(trace, root), findings: this.#findingsOf(kept, await kept.answer, limits) };
  }

  #findingsOf(kept: Kept, { trace }: TraceAnswer, limits: FindingLimits): readonly Finding[] {
    const words = JSON.stringify(limits);
    if (kept.findings?.limits !== words) kept.findings = { limits: words, found: findIn(trace, limits) };
    return kept.findings.found;
  }

  #keptAt(traceId: string): Kept {
    return this.#opened.get(traceId) ?? this.#kept.get(traceId) ?? this.#keep(traceId);
  }

  #keep(traceId: string): Kept {
    const answer = this.#build(traceId);
    const kept: Kept = { answer, findings: null };
    this.#kept.set(traceId, kept);
    // What failed is asked for again the next time.
    answer.catch(() => {
      if (this.#kept.get(traceId) === kept) this.#kept.delete(traceId);
    });
    for (const first of this.#kept.keys()) if (this.#kept.size > KEPT) this.#kept.delete(first);
    return kept;
  }

  async #build(traceId: string): Promise<TraceAnswer> {
    const { spans, transactions, errors, problems } = await this.#fetch(traceId);
    return { traceId, trace: build(spans, transactions, errors), problems };
  }
}

/** The same, but for a rejection as soon as the signal aborts: what is under way goes on for whoever else asked. */
function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject: (reason: unknown) => void) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
