import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { InlineDecoder, WorkerDecoder } from './decoder.ts';
import type { Decoder } from './decoder.ts';

/** The file that the build puts beside the program (`vite.config.ts`). */
const BUILT = 'decoding-worker.js';
/** Megabytes for what the largest body that is taken can become. */
const HEAP_MB = 256;

/** A decoder with a thread of its own; where the program was not built, one without. */
export function openDecoder(report: (error: unknown) => void): Decoder {
  const path = join(import.meta.dirname, BUILT);
  if (!existsSync(path)) return new InlineDecoder();
  const resourceLimits = { maxOldGenerationSizeMb: HEAP_MB };
  return new WorkerDecoder(() => new Worker(path, { resourceLimits }), report);
}
