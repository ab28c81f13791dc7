// A host whose answers are held back or refused: what a slow network, a large store or a broken one looks like.
import { join } from 'node:path';
import { getResponse } from 'msw';
import { answerJson } from '../../mocks/answers.ts';
import { createWorld } from '../../mocks/generator/create-world.ts';
import { demoHandlers } from '../../mocks/handlers.ts';
import type { Problem } from '../../src/model/result.ts';
import { serveFolder } from './static-server.ts';
import type { Host } from './static-server.ts';

const APP = join(import.meta.dirname, '../../dist/app');
const API = 'api/v1/';

const REFUSAL: Problem = {
  kind: 'failed',
  message: 'The store cannot be read.',
  advice: 'See what the collector has printed.',
};

/** A host and the gate before its rows. */
export interface GatedHost extends Host {
  /** Lets the rest of the rows go. */
  readonly open: () => void;
}

/**
 * What a host does with what it is asked for: gives it; gives the first piece of the transactions and holds back the rest;
 * holds back all but what the source is; or refuses that.
 */
export const GATES = ['open', 'half', 'shut', 'refused'] as const;
export type Gate = (typeof GATES)[number];

/** What is said whatever the gate: without it there is no source. */
const SAID = /^api\/v1\/(info|watch)/;

/** The app beside the contract at `api/v1/`, over `rows` generated transactions of the two weeks up to `anchor`. */
export async function serveGated(
  rows: number,
  gate: Gate = 'half',
  anchor: number = Date.now(),
): Promise<GatedHost> {
  const world = createWorld({ seed: 1, rows, anchor }, Date.now);
  const handlers = demoHandlers(world, 'http://demo.test/');
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const answer = async (below: string): Promise<Response> => {
    const request = new Request(`http://demo.test/demo/${below}`);
    const response = await getResponse(handlers, request);
    if (response === undefined) throw new Error(`Nothing answers ${below}.`);
    if (SAID.test(below)) return response;
    if (gate === 'refused') return answerJson({ problem: REFUSAL }, 503);
    if (gate === 'shut') await opened;
    return gate === 'half' && below.startsWith(`${API}transactions`) ? heldBack(response, opened) : response;
  };
  const host = await serveFolder(APP, '/', (below) => (below.startsWith(API) ? answer(below) : null));
  return { ...host, open };
}

/** Passes the first piece of an answer; the rest of one that has more waits. */
function heldBack(response: Response, opened: Promise<void>): Response {
  const reader = response.body?.getReader();
  let passed = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const part = await reader?.read();
      if (part === undefined || part.done) {
        controller.close();
        return;
      }
      if (passed > 0) await opened;
      passed += 1;
      controller.enqueue(part.value);
    },
    cancel: (reason) => reader?.cancel(reason),
  });
  return new Response(body, { status: response.status, headers: response.headers });
}
