// Load on the collector as it is built, the generator on the same cores, beside Spotlight's sidecar. See README.md.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { envelopeTemplate, freshBodies, otlpTemplate } from './bodies.ts';
import { fill } from './fill.ts';
import { deleteWithUs } from './ending.ts';
import { tellKept, watchSize } from './kept.ts';
import { isWhole, keptUp, printGoal, printSeconds, printTable } from './report.ts';
import type { Part } from './report.ts';
import { quantile, send } from './sender.ts';
import type { Load } from './sender.ts';
import { startServer } from './server.ts';
import type { Server } from './server.ts';
import { startSpotlight } from './start-spotlight.ts';
import { beTab, readAsTab } from './tab.ts';
import { warmGenerator } from './warm-generator.ts';

const HELP = `npm run bench:ingest -- [options]

  --seconds N   how long envelopes are sent (20; 600 for the ten minutes of the goal); the other parts last at most 120
  --rate N      Sentry transactions a second (2000)
  --spans N     spans of a transaction (20)
  --otlp N      spans a second over OTLP (30000); 0 leaves the part out
  --tab N       envelopes once more, to a collector with N rows, which a tab loads over and over meanwhile
                (0: left out; 1000000 for the goal)
  --only-tab    that part alone, as long as --seconds says
  --filled N    the envelopes go to a collector that has N rows with their spans already: what a load comes to after minutes
                (with --tab the rows that are there then have theirs, too)
  --keep N      as the collector's --keep-size: how much of it is kept
  --breakdown   tells where the collector's time and memory went
  --no-peer     without Spotlight
`;

const { values: given } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    rate: { type: 'string', default: '2000' },
    spans: { type: 'string', default: '20' },
    otlp: { type: 'string', default: '30000' },
    tab: { type: 'string', default: '0' },
    filled: { type: 'string', default: '0' },
    'only-tab': { type: 'boolean', default: false },
    keep: { type: 'string' },
    breakdown: { type: 'boolean', default: false },
    'no-peer': { type: 'boolean', default: false },
    'as-tab': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const seconds = Number(given.seconds);
const rate = Number(given.rate);
const spans = Number(given.spans);
const otlpRate = Number(given.otlp);
const tabRows = Number(given.tab.replaceAll('_', ''));
const filled = Number(given.filled.replaceAll('_', ''));

const ROOT = process.cwd();
const COLLECTOR = join(ROOT, 'test/output/ingest/collector/main.js');
/** Below those that systems give to connections by themselves. */
const PORT = 24_318;
const CONNECTIONS = 64;
/** Bodies that differ in more than their ids: names, users, tags. */
const KINDS = 64;
const OTLP_KINDS = 8;
const OTLP_BATCH = 512;
const KEY = 'ab'.repeat(16);
/** Seconds of what is measured beside the envelopes, and of the peer, at most. */
const MOST_BESIDE = 120;
const MOST_PEER = 20;

async function loadOn(server: Server, load: Load, name: string, spansEach: number): Promise<Part> {
  console.log(name);
  const before = server.used();
  const own = process.cpuUsage();
  const sent = await send({ ...load, port: server.port });
  const { user, system } = process.cpuUsage(own);
  const after = server.used();
  const part: Part = {
    name,
    spansEach,
    sent,
    cores: (after.processor - before.processor) / sent.seconds,
    memory: after.peak,
    generator: (user + system) / 1e6 / sent.seconds,
  };
  console.log(printSeconds(part));
  return part;
}

/** Waits until everything that was confirmed can be read, and says how long that took. */
async function settle(server: Server): Promise<void> {
  const began = performance.now();
  for (;;) {
    const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
    if (/^longtail_queue_bytes 0$/m.test(text)) {
      const count = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? NaN);
      const received = count('longtail_items_received_total');
      const stored = count('longtail_items_stored_total');
      console.log(
        `  all of it could be read after ${((performance.now() - began) / 1000).toFixed(1)} s: ${received} received, ${stored} stored`,
      );
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function otlpLoad(): Load {
  return {
    port: PORT,
    path: '/v1/traces',
    headers: { 'content-type': 'application/x-protobuf' },
    rate: otlpRate / OTLP_BATCH,
    seconds,
    connections: 16,
    bodyOf: freshBodies(OTLP_KINDS, (kind, now) => otlpTemplate(OTLP_BATCH, kind, now)),
  };
}

function sentryLoad(key: string): Load {
  return {
    port: PORT,
    path: `/api/1/envelope/?sentry_key=${key}&sentry_version=7&sentry_client=sentry.javascript.node%2F10.78.0`,
    headers: { 'user-agent': 'node' },
    rate,
    seconds,
    connections: CONNECTIONS,
    bodyOf: freshBodies(KINDS, (kind, now) => envelopeTemplate(spans, kind, now)),
  };
}

/** Starts the collector on a directory of its own. */
async function startCollector(directory: string): Promise<Server> {
  const watched = given.breakdown ? ['--import', join(ROOT, 'test/output/ingest/bench/breakdown.js')] : [];
  const args = [...watched, COLLECTOR, '--port', String(PORT), '--data', directory, '--key', KEY];
  if (given.keep !== undefined) args.push('--keep-size', given.keep);
  return startServer(args, PORT, /Ctrl\+C/);
}

async function emptyDirectory(): Promise<string> {
  return deleteWithUs(await mkdtemp(join(tmpdir(), 'longtail-bench-ingest-')));
}

async function endCollector(collector: Server, directory: string): Promise<void> {
  await collector.end();
  if (given.breakdown) console.log(collector.output().replace(/^[^]*?(?=\n {2}thread )/, ''));
  await rm(directory, { recursive: true, force: true });
}

/** Envelopes, and then OTLP, to a collector that begins empty, or filled. */
async function runQuiet(goals: string[]): Promise<Part[]> {
  const directory = await emptyDirectory();
  if (filled > 0) await fill(() => startCollector(directory), directory, sentryLoad(KEY), filled, true);
  const collector = await startCollector(directory);
  const size = watchSize(directory);
  const sentry = await loadOn(collector, sentryLoad(KEY), 'Longtail: envelopes, kept on disk', spans);
  await settle(collector);
  console.log(size());
  if (isWhole(sentry)) console.log(await tellKept(PORT, sentry.sent.requests, rate, spans));
  goals.push(
    printGoal(`${rate} transactions of ${spans} spans a second`, keptUp(sentry, rate)),
    printGoal('p50 below 25 ms', quantile(sentry.sent.latencies, 0.5) < 25),
    printGoal('p99 below 250 ms', quantile(sentry.sent.latencies, 0.99) < 250),
  );
  const parts = [sentry];
  if (otlpRate > 0) {
    const load = { ...otlpLoad(), seconds: Math.min(seconds, MOST_BESIDE) };
    const traces = await loadOn(
      collector,
      load,
      `Longtail: OTLP protobuf, ${OTLP_BATCH} spans each`,
      OTLP_BATCH,
    );
    await settle(collector);
    goals.push(printGoal(`${otlpRate} OTLP spans a second`, keptUp(traces, otlpRate / OTLP_BATCH)));
    parts.push(traces);
  }
  await endCollector(collector, directory);
  return parts;
}

/** The same envelopes while a tab loads all rows over and over, to a collector that has many. */
async function runWithTab(goals: string[]): Promise<Part[]> {
  const directory = await emptyDirectory();
  await fill(() => startCollector(directory), directory, sentryLoad(KEY), tabRows, filled > 0);
  const collector = await startCollector(directory);
  const tab = await readAsTab(join(ROOT, 'test/output/ingest/bench/bench.js'), ['--as-tab']);
  const load = {
    ...sentryLoad(KEY),
    seconds: given['only-tab'] ? seconds : Math.min(seconds, MOST_BESIDE),
  };
  tab.begin();
  const part = await loadOn(collector, load, `Longtail: the same, and a tab loads ${tabRows} rows`, spans);
  const { rows, loads } = await tab.stop();
  console.log(`  meanwhile a tab loaded ${rows} rows in ${loads} loads`);
  await settle(collector);
  await endCollector(collector, directory);
  goals.push(
    printGoal(`${rate} transactions a second while a tab loads`, keptUp(part, rate)),
    printGoal('p99 below 250 ms while a tab loads', quantile(part.sent.latencies, 0.99) < 250),
  );
  return [part];
}

async function run(): Promise<void> {
  const load = loadavg().map((value) => value.toFixed(1));
  console.log(`${cpus().length} cores, load ${load.join(' ')} before; generator and server share them.\n`);
  await warmGenerator(sentryLoad(KEY));
  const goals: string[] = [];
  const parts = seconds > 0 && !given['only-tab'] ? await runQuiet(goals) : [];
  if (tabRows > 0) parts.push(...(await runWithTab(goals)));
  goals.push(
    printGoal(
      'memory below 512 MB',
      parts.every(({ memory }) => memory < 512),
    ),
  );
  if (!given['no-peer']) parts.push(...(await runPeer(sentryLoad(KEY))));
  console.log(`\n${printTable(parts)}\n\n${goals.join('\n')}`);
}

/** The same envelopes to the peer, as fast as it answers: it cannot keep up with the rate. */
async function runPeer(load: Load): Promise<Part[]> {
  let spotlight: Server;
  try {
    spotlight = await startSpotlight(join(ROOT, 'test/bench/ingest/spotlight'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    console.log(
      `\nSpotlight could not be installed or started, so there are no figures beside ours: ${reason}`,
    );
    return [];
  }
  const asFast = { ...load, rate: null, seconds: Math.min(seconds, MOST_PEER) };
  try {
    return [
      await loadOn(spotlight, asFast, 'Spotlight 4.11.8: the same, in memory, as fast as it answers', spans),
    ];
  } finally {
    await spotlight.end();
  }
}

if (given.help) console.log(HELP);
else if (given['as-tab']) await beTab(PORT);
else await run();
