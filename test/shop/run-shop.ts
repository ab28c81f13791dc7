// Runs the shop under one SDK, drives its traffic, and answers what the SDK was about to send.
import { fork } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const HERE = import.meta.dirname;

/** The SDKs that the shop can be instrumented by. */
export const SDKS = ['sentry', 'sentry-11', 'otel-json', 'otel-protobuf'] as const;
export type ShopSdk = (typeof SDKS)[number];

/** A line that the shop's instrumentation noted: a transaction of Sentry's SDK 10, or a span. */
export interface Noted {
  readonly sdk: ShopSdk;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Of a span: null for the one with which the service began. Sentry's SDK 10 notes transactions only. */
  readonly parentId?: string | null;
  readonly start: number;
  readonly duration: number;
  readonly status?: string | null;
  readonly failed?: boolean;
  readonly user: string | null;
  readonly spans?: readonly { readonly op: string; readonly description: string }[];
}

/** A shop that runs: its address, a way to end its SDK's batches, and what the SDK was about to send. */
export interface Shop {
  readonly url: string;
  readonly close: () => Promise<readonly Noted[]>;
}

/** Bundles one of the storefront's scripts, the SDK included, for a DSN. Answers the file's path. */
export async function bundlePage(script: 'page.mjs' | 'page-11.mjs', dsn: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'longtail-shop-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'import.meta.env.SHOP_DSN': JSON.stringify(dsn) },
    build: {
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      lib: { entry: join(HERE, script), formats: ['iife'], name: 'page', fileName: () => 'page.js' },
    },
  });
  return join(folder, 'page.js');
}

/** Whether an SDK is one of Sentry's. */
export const isSentry = (sdk: ShopSdk): boolean => sdk.startsWith('sentry');

/** Starts the shop; `to` is a DSN for Sentry, an OTLP address otherwise. */
export async function startShop(sdk: ShopSdk, to: string, page = ''): Promise<Shop> {
  const truth = join(await mkdtemp(join(tmpdir(), 'longtail-shop-')), 'truth.jsonl');
  await writeFile(truth, '');
  const child = fork(join(HERE, 'shop.mjs'), {
    env: { ...process.env, SHOP_SDK: sdk, SHOP_TO: to, SHOP_TRUTH: truth, SHOP_PAGE: page },
    execArgv: [],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    child.once('exit', (code) => reject(new Error(`The shop ended with code ${String(code)}.`)));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    close: async () => {
      await fetch(`${url}/flush`);
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      const lines = (await readFile(truth, 'utf8')).split('\n').filter((line) => line !== '');
      return lines.map((line) => JSON.parse(line) as Noted);
    },
  };
}

/** Visits every route `rounds` times, as another user each time; every third order fails. */
export async function shopTraffic(shop: Shop, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const [method, path] of [
      ['GET', '/products'],
      ['GET', '/product?id=1'],
      ['POST', '/order'],
    ] as const) {
      const answer = await fetch(shop.url + path, { method, headers: { 'x-user': `user-${round}` } });
      await answer.arrayBuffer();
    }
  }
}
