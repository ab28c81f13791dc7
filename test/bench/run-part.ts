import { measureUi } from './ui/ui-part.ts';
import { measureBlocks } from './blocks-part.ts';
import { runInChromium } from './chromium/run-in-chromium.ts';
import { measureFirstTable } from './first-table-part.ts';
import { measureLive } from './live-part.ts';
import { measureMemory } from './memory-part.ts';
import { measurePage } from './page-part.ts';
import type { Part, PartReport, Surroundings } from './part.ts';
import { peersInNode } from './peers-in-node.ts';
import { measureQuestions } from './questions-part.ts';

/** Runs a part in this process, or in a Chromium that this process starts. */
export async function runPart(part: Part, surroundings: Surroundings): Promise<PartReport> {
  // It starts a Chromium of its own, for a page and not for a worker.
  if (part.kind === 'ui') return measureUi(part, surroundings);
  if (part.where === 'chromium') return runInChromium(part, surroundings.say);
  switch (part.kind) {
    case 'questions':
      return measureQuestions(part, peersInNode(surroundings.say), surroundings);
    case 'page':
      return measurePage(part, surroundings);
    case 'first-table':
      return measureFirstTable(part, surroundings);
    case 'blocks':
      return measureBlocks(part, surroundings);
    case 'memory':
      return measureMemory(part, surroundings);
    case 'live':
      return measureLive(part, surroundings);
  }
}
