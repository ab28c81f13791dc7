import { http } from 'msw';
import type { HttpHandler } from 'msw';
import type { Settings } from '../src/model/source.ts';
import { Refusal, answerFrames, answerJson, answerRevisions, numberIn } from './answers.ts';
import { FIRST_SETTINGS, decodeSettings } from './settings.ts';
import type { TransactionsAsk, World } from './world.ts';

/** Where the demo is, relative to the app. */
export const DEMO_PATH = 'demo/api/v1/';

async function rangeIn(url: URL, world: World): Promise<TransactionsAsk> {
  const start = numberIn(url, 'start') ?? -Infinity;
  const end = numberIn(url, 'end') ?? Infinity;
  const after = numberIn(url, 'after');
  if (start > end) throw new Refusal(400, 'The range ends before it starts.', 'Give a start before the end.');
  if (after !== null && (after < 0 || after > (await world.position()).after)) {
    throw new Refusal(
      410,
      'The position is not one of this demo: the clock was set back, or it was made anew.',
      'Drop all rows and load again without "after".',
    );
  }
  return { start, end, after };
}

async function answerSpans(url: URL, world: World): Promise<Response> {
  const transaction = url.searchParams.get('transaction');
  const project = url.searchParams.get('project');
  if (transaction === null || project === null) {
    throw new Refusal(
      400,
      'The request does not say whose spans.',
      'Give "transaction" and "project", both as they stand in the rows.',
    );
  }
  return answerFrames(world.spans({ ...(await rangeIn(url, world)), transaction, project }));
}

async function answerTrace(given: string, world: World): Promise<Response> {
  const traceId = given.toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(traceId)) {
    throw new Refusal(
      400,
      `"${given.slice(0, 100)}" is no trace id.`,
      'A trace id has 32 hexadecimal digits.',
    );
  }
  const frames: Uint8Array<ArrayBuffer>[] = [];
  for await (const frame of world.trace(traceId)) frames.push(frame);
  if (frames.length === 0) {
    throw new Refusal(
      404,
      `The demo has no trace ${traceId}.`,
      'Check the id, and that the address names the same demo: its anchor and its number of transactions.',
    );
  }
  return answerFrames(oneByOne(frames));
}

async function* oneByOne<Item>(items: readonly Item[]): AsyncGenerator<Item, void, void> {
  yield* items;
}

/**
 * The handlers of the HTTP contract for a world, everything below `demo/api/v1/` of `base` and nothing else. What is
 * set is kept as long as the handlers are.
 */
export function demoHandlers(world: World, base: string | URL): HttpHandler[] {
  const prefix = new URL(DEMO_PATH, base).href;
  let settings: Settings = FIRST_SETTINGS;

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const [route = '', rest = ''] = url.href.slice(prefix.length).split(/[?#]/, 1)[0]?.split('/', 2) ?? [];
    if (request.method === 'PUT' && route === 'settings') {
      const decoded = decodeSettings(await request.text());
      if (typeof decoded === 'string') {
        throw new Refusal(400, decoded, 'Compare them with "Settings" in /openapi.json.');
      }
      settings = decoded;
      return answerJson(settings);
    }
    if (request.method !== 'GET') {
      throw new Refusal(405, `The demo takes no ${request.method} at "${route}".`, 'See /openapi.json.');
    }
    switch (route) {
      case 'info':
        return answerJson(await world.info());
      case 'transactions':
        return answerFrames(world.transactions(await rangeIn(url, world)));
      case 'spans':
        return answerSpans(url, world);
      case 'traces':
        return answerTrace(decodeURIComponent(rest), world);
      case 'settings':
        return answerJson(settings);
      case 'watch':
        return answerRevisions(world);
      default:
        throw new Refusal(404, `The demo has nothing at "${route}".`, 'See /openapi.json.');
    }
  }

  const isOurs = ({ request }: { readonly request: Request }): boolean => request.url.startsWith(prefix);
  return [
    http.all(isOurs, async ({ request }) => {
      try {
        return await answer(request);
      } catch (error) {
        if (error instanceof Refusal) return answerJson({ problem: error.problem }, error.status);
        const message = `The demo could not answer: ${error instanceof Error ? error.message : String(error)}`;
        const advice = 'Reload the page; please report it if it stays.';
        return answerJson({ problem: { kind: 'failed', message, advice } }, 500);
      }
    }),
  ];
}
