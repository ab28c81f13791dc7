// The product as a person has it: the built collector as a child process, the built app in a real Chromium.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, ConsoleMessage, Page } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'dist/collector/main.js');

/** A collector that runs: its address, what to send to, and how to end it. */
export interface Product {
  readonly url: string;
  readonly dsn: string;
  /** All that it printed so far. */
  readonly printed: () => string;
  /** Ends it with a signal and waits until it is gone; answers its exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Starts the built collector on a free port, with nothing kept on disk unless `args` says so. */
export async function startProduct(args: readonly string[] = ['--memory']): Promise<Product> {
  if (!existsSync(PROGRAM)) throw new Error('The product is not built: run "npm run build" first.');
  const child = spawn(process.execPath, [PROGRAM, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const note = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const [url, dsn] = await Promise.all([
    printed(child, () => output, /http:\/\/localhost:\d+(?=\/?\s)/),
    printed(child, () => output, /http:\/\/\w+@localhost:\d+\/\d+/),
  ]);
  return { url: `${url}/`, dsn, printed: () => output, stop: (signal = 'SIGTERM') => end(child, signal) };
}

/** Waits until the program has printed what `pattern` matches. */
async function printed(child: ChildProcess, output: () => string, pattern: RegExp): Promise<string> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    const found = pattern.exec(output());
    if (found !== null) return found[0];
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The collector did not print ${pattern.source}. It printed:\n${output()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}

/** A browser for which `names` are names of this machine, where any are given. */
export async function launchBrowser(names: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: await findBrowser(),
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      `--host-resolver-rules=${names.map((name) => `MAP ${name} 127.0.0.1`).join(',')}`,
    ],
  });
}

/** How a page is looked at. */
export interface Looks {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
}

/** A page, and everything it did that no page of ours may do. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Policy violations, uncaught errors, console errors, requests to other hosts. */
  readonly offences: readonly string[];
}

/** Opens a page in a browser of its own, as a person who has never been here. */
export async function openPage(browser: Browser, url: string, looks: Looks = {}): Promise<WatchedPage> {
  const { width = 1440, height = 900 } = looks;
  const context = await browser.newContext({
    viewport: { width, height },
    // So narrow a window is a phone's: there, what is pressed is as large as a finger.
    hasTouch: width < 600,
    colorScheme: looks.theme ?? 'light',
    timezoneId: 'UTC',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  return openTab(context, url);
}

/**
 * Opens one more tab and takes note of every violation of the content security policy, every error, and every
 * request that leaves `url`'s host. Tests assert that `offences` is empty.
 */
export async function openTab(context: BrowserContext, url: string): Promise<WatchedPage> {
  const page = await context.newPage();
  const offences: string[] = [];
  const { host } = new URL(url);
  const note = (message: ConsoleMessage): void => {
    if (message.type() === 'error') offences.push(`console: ${message.text()} (${message.location().url})`);
  };
  page.on('pageerror', ({ message }) => {
    // MSW looks for a newer worker and waits for nothing; a page that is left meanwhile cuts that short.
    if (!message.startsWith('Failed to update a ServiceWorker')) offences.push(`uncaught: ${message}`);
  });
  page.on('console', note);
  page.on('worker', (worker) => worker.on('console', note));
  page.on('request', (request) => {
    const to = new URL(request.url());
    if (to.protocol.startsWith('http') && to.host !== host) offences.push(`request to ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      queueMicrotask(() => {
        throw new Error(`policy: ${event.violatedDirective} blocked ${event.blockedURI}`);
      });
    });
  });
  await page.goto(url);
  return { page, context, offences };
}
