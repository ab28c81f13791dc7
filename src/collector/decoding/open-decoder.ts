import { Worker } from 'node:worker_threads';
import { InlineDecoder, WorkerDecoder } from './decoder.ts';
import type { Decoder } from './decoder.ts';

/** The file that the build puts beside the program (`vite.config.ts`). */
export const DECODING_THREAD = 'decoding-worker.js';
/** Megabytes for what the largest body that is taken can become. */
const HEAP_MB = 256;
/** And for what is thrown away: nothing of a body is needed for long, and more room for it makes nothing quicker. */
const YOUNG_MB = 16;

/** A decoder with a thread of its own, whose program is at `path`; null: one without. */
export function openDecoder(path: string | null, report: (error: unknown) => void): Decoder {
  if (path === null) return new InlineDecoder();
  const resourceLimits = { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB };
  return new WorkerDecoder(() => new Worker(path, { resourceLimits }), report).begin();
}
