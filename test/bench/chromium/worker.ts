// The bench's worker in a browser: runs the part that it is given, as Node does.
import { measurePage } from '../page-part.ts';
import type { Part, PartReport, Surroundings } from '../part.ts';
import { measureQuestions } from '../questions-part.ts';
import { openInChromium } from './duckdb-in-chromium.ts';

// The window's types are loaded, in which `self` is a Window.
const port = self as unknown as {
  addEventListener(type: 'message', listen: (event: MessageEvent<Part>) => void): void;
  postMessage(message: unknown): void;
};

const surroundings: Surroundings = {
  say: (line) => port.postMessage({ line }),
  collect: (globalThis as { gc?: () => void }).gc ?? (() => {}),
};

async function run(part: Part): Promise<PartReport> {
  switch (part.kind) {
    case 'questions':
      return measureQuestions(part, openInChromium, surroundings);
    case 'page':
      return measurePage(part, surroundings);
    default:
      throw new Error(`"${part.kind}" runs in Node only.`);
  }
}

port.addEventListener('message', ({ data: part }) => {
  run(part).then(
    (report) => port.postMessage({ report }),
    (error: unknown) =>
      port.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
