import { http } from 'msw';
import type { HttpHandler } from 'msw';
import type { Settings } from '../src/model/source.ts';
import type { EpochMs } from '../src/model/time.ts';
import { afterIn, rangeIn, traceIdIn, transactionIn } from '../src/formats/contract-request.ts';
import { errorIn, ownerIn } from '../src/formats/errors-request.ts';
import { FormatError } from '../src/formats/format-error.ts';
import { settingsTag } from '../src/formats/settings-tag.ts';
import { decodeSettings } from '../src/formats/settings.ts';
import { DemoAlerts } from './alerts.ts';
import { Refusal, answerFrames, answerJson, answerRevisions } from './answers.ts';
import { FIRST_SETTINGS } from './settings.ts';
import type { TransactionsAsk, World } from './world.ts';

/** Where the page's own demo is, relative to the app. */
export const DEMO_PATH = 'demo/api/v1/';

/** Which demo a request is about. */
export interface DemoName {
  readonly rows: number;
  readonly anchor: EpochMs;
}

/**
 * Everything that belongs to demos. A request that names its demo, as in `demo/200000@1795098600000/api/v1/`, gets
 * that one from whichever tab answers it: MSW may hand the requests of one tab's worker to another tab.
 */
const PATH = /^demo\/(?:(\d+)@(\d+)\/)?api\/v1\/([^/]*)(?:\/(.*))?$/;

async function rowsIn(url: URL, world: World): Promise<TransactionsAsk> {
  const after = afterIn(url);
  if (after !== null && (after < 0 || after > (await world.position()).after)) {
    throw new Refusal(
      410,
      'The position is not one of this demo: the clock was set back, or it was made anew.',
      'Drop all rows and load again without "after".',
    );
  }
  return { ...rangeIn(url), after };
}

async function answerSpans(url: URL, world: World): Promise<Response> {
  return answerFrames(world.spans({ ...(await rowsIn(url, world)), ...transactionIn(url) }));
}

async function answerErrors(rest: string, url: URL, world: World): Promise<Response> {
  if (rest === '') return answerFrames(world.errors({ ...rangeIn(url), of: ownerIn(url) }));
  const id = errorIn(url, rest);
  const error = await world.error(id);
  if (error !== null) return answerJson(error);
  throw new Refusal(
    404,
    `The demo has no error ${id.eventId} of "${id.project}".`,
    'Check the id, and that the address names the same demo: its anchor and its number of transactions.',
  );
}

async function answerTrace(given: string, world: World): Promise<Response> {
  const traceId = traceIdIn(given);
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

/** What a request asks for; null when it is not for a demo. */
interface Route {
  readonly demo: DemoName | null;
  readonly name: string;
  readonly rest: string;
}

function routeOf(url: URL, base: URL): Route | null {
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) return null;
  const match = PATH.exec(url.pathname.slice(base.pathname.length));
  if (match === null) return null;
  const [, rows, anchor, name = '', rest = ''] = match;
  const demo = rows === undefined || anchor === undefined ? null : { rows: +rows, anchor: +anchor };
  return { demo, name, rest };
}

/** The world a request names, or the page's own. */
async function worldFor(
  demo: DemoName | null,
  own: World,
  other: (demo: DemoName) => Promise<World>,
): Promise<World> {
  if (demo === null) return own;
  try {
    return await other(demo);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Refusal(400, message, 'Check the address: it names a demo that cannot be made.');
  }
}

async function answerGet({ name, rest }: Route, url: URL, world: World): Promise<Response> {
  switch (name) {
    case 'info':
      return answerJson(await world.info());
    case 'transactions':
      return answerFrames(world.transactions(await rowsIn(url, world)));
    case 'spans':
      return answerSpans(url, world);
    case 'errors':
      return answerErrors(rest, url, world);
    case 'traces':
      return answerTrace(rest, world);
    case 'watch':
      return answerRevisions(world);
    default:
      throw new Refusal(404, `The demo has nothing at "${name}".`, 'See /openapi.json.');
  }
}

async function answerAlerts(alerts: DemoAlerts, rest: string, request: Request): Promise<Response> {
  switch (`${request.method} ${rest}`) {
    case 'GET ':
      return answerJson(alerts.standing);
    case 'PUT rules':
      alerts.writeRules(await request.text(), request.headers.get('if-match'), Date.now());
      return answerJson(alerts.standing);
    case 'PUT channels':
      alerts.writeChannels(await request.text());
      return answerJson(alerts.standing);
    default:
      throw new Refusal(405, 'The demo delivers nothing to anybody.', 'Run the collector, which does.');
  }
}

/** The other demos of a page without any. */
function noOther({ rows, anchor }: DemoName): Promise<World> {
  return Promise.reject(new Error(`There is no demo of ${rows} transactions up to ${anchor} here.`));
}

/**
 * The handlers of the HTTP contract for a world, everything below `demo/api/v1/` of `base` and nothing else; demos
 * that requests name are taken from `other`. What is set is kept as long as the handlers are.
 */
export function demoHandlers(
  world: World,
  base: string | URL,
  other: (demo: DemoName) => Promise<World> = noOther,
): HttpHandler[] {
  const folder = new URL('.', base);
  let settings: Settings = FIRST_SETTINGS;
  const alerts = new DemoAlerts(Date.now());

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const route = routeOf(url, folder);
    if (route === null) throw new Refusal(404, 'This is no address of the demo.', 'See /openapi.json.');
    if (route.name === 'alerts') return answerAlerts(alerts, route.rest, request);
    if (route.name === 'settings' && request.method === 'PUT') {
      const next = decodeSettings(new Uint8Array(await request.arrayBuffer()));
      const tag = request.headers.get('if-match');
      if (tag !== null && tag !== settingsTag(settings)) {
        throw new Refusal(412, 'Somebody else has set something meanwhile.', 'Read the settings again.');
      }
      settings = next;
    } else if (request.method !== 'GET') {
      throw new Refusal(405, `The demo takes no ${request.method} at "${route.name}".`, 'See /openapi.json.');
    }
    if (route.name === 'settings') return answerJson(settings);
    return answerGet(route, url, await worldFor(route.demo, world, other));
  }

  const isOurs = ({ request }: { readonly request: Request }): boolean =>
    routeOf(new URL(request.url), folder) !== null;
  return [
    http.all(isOurs, async ({ request }) => {
      try {
        return await answer(request);
      } catch (error) {
        if (error instanceof Refusal) return answerJson({ problem: error.problem }, error.status);
        if (error instanceof FormatError) return answerJson({ problem: error.problem }, 400);
        const message = `The demo could not answer: ${error instanceof Error ? error.message : String(error)}`;
        const advice = 'Reload the page; please report it if it stays.';
        return answerJson({ problem: { kind: 'failed', message, advice } }, 500);
      }
    }),
  ];
}
