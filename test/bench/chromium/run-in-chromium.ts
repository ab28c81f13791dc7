import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { findBrowser } from '../../browser/find-browser.ts';
import { installPeers } from '../install-peers.ts';
import type { Part, PartReport } from '../part.ts';
import { serveBench } from './serve.ts';

const ROOT = process.cwd();
const OUT = join(ROOT, 'test/output/bench-chromium');

/** Builds a program for the browser with the project's own configuration. */
async function buildProgram(name: string, entry: string, emptyOutDir: boolean): Promise<void> {
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: OUT,
      emptyOutDir,
      modulePreload: false,
      rolldownOptions: {
        input: { [name]: entry },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', format: 'es' },
      },
    },
  });
}

/** Runs a part in a worker of a Chromium, headless, and ends it. */
export async function runInChromium(part: Part, say: (line: string) => void): Promise<PartReport> {
  await buildProgram('worker', join(ROOT, 'test/bench/chromium/worker.ts'), true);
  const folders: Record<string, string> = { bench: OUT };
  if (part.kind === 'questions' && part.engines.length > 0) {
    const peers = await installPeers(join(ROOT, 'test/bench/peers'), say);
    const dist = join(peers, '@duckdb/duckdb-wasm/dist');
    folders['duckdb'] = dist;
    // Its program names a package, which a worker cannot resolve: with it, it is one file.
    await buildProgram('duckdb', join(dist, 'duckdb-browser.mjs'), false);
  }
  const server = await serveBench(folders);
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--js-flags=--expose-gc --max-old-space-size=8192'],
  });
  try {
    const page = await browser.newPage();
    await page.exposeFunction('say', say);
    await page.goto(server.url);
    return await page.evaluate(async (asked) => {
      type Message = { line: string } | { report: unknown } | { error: string };
      const worker = new Worker('/bench/worker.js', { type: 'module' });
      return new Promise<PartReport>((resolve, reject) => {
        worker.addEventListener('message', (event: MessageEvent<Message>) => {
          const { data } = event;
          if ('line' in data) (globalThis as unknown as { say: (line: string) => void }).say(data.line);
          else if ('error' in data) reject(new Error(data.error));
          else resolve(data.report as PartReport);
        });
        worker.addEventListener('error', (event) => reject(new Error(`The worker failed: ${event.message}`)));
        worker.postMessage(asked, []);
      });
    }, part);
  } finally {
    await browser.close();
    server.close();
  }
}
