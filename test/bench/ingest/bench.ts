// Load on the collector as it is built, the generator on the same cores, beside Spotlight's sidecar. See README.md.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { envelopeTemplate, freshBodies, otlpTemplate } from './bodies.ts';
import { fill } from './fill.ts';
import { beTab, readAsTab } from './tab.ts';
import { quantile, send } from './sender.ts';
import type { Load, Sent } from './sender.ts';
import { startServer } from './server.ts';
import type { Server, Used } from './server.ts';
import { startSpotlight } from './start-spotlight.ts';

const HELP = `npm run bench:ingest -- [options]

  --seconds N   how long each part sends (20; 600 for the ten minutes of the goal)
  --rate N      Sentry transactions a second (2000)
  --spans N     spans of a transaction (20)
  --otlp N      spans a second over OTLP (30000); 0 leaves the part out
  --tab N       a tab loads N rows over and over meanwhile (0: none; 1000000 for the goal)
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

const ROOT = process.cwd();
const COLLECTOR = join(ROOT, 'test/output/ingest/collector/main.js');
const PORT = 48_318;
const CONNECTIONS = 64;
/** Bodies that differ in more than their ids: names, users, tags. */
const KINDS = 64;
const OTLP_KINDS = 8;
const OTLP_BATCH = 512;

function printLoad(name: string, sent: Sent, before: Used, after: Used, each: number): void {
  const { statuses, latencies } = sent;
  const ms = (q: number): string => quantile(latencies, q).toFixed(1);
  const perSecond = sent.requests / sent.seconds;
  const processor = after.processor - before.processor;
  console.log(
    [
      `${name}: ${perSecond.toFixed(0)} requests/s, ${(perSecond * each).toFixed(0)} spans/s for ${sent.seconds.toFixed(1)} s`,
      `  answered ${JSON.stringify(statuses)}`,
      `  from due to answered: p50 ${ms(0.5)} ms, p90 ${ms(0.9)} ms, p99 ${ms(0.99)} ms, at most ${ms(1)} ms`,
      `  p99 of each second, ms: ${sent.bySecond.map((all) => quantile(all, 0.99).toFixed(0)).join(' ')}`,
      `  memory at most ${after.peak.toFixed(0)} MB, processor ${(processor / sent.seconds).toFixed(2)} cores, ${((1000 * processor) / sent.requests).toFixed(2)} ms a request`,
    ].join('\n'),
  );
}

function goal(name: string, isReached: boolean): void {
  console.log(`  ${isReached ? 'reached' : 'MISSED '}  ${name}`);
}

async function loadOn(server: Server, load: Load, name: string, each: number): Promise<Sent> {
  const before = server.used();
  const own = process.cpuUsage();
  const sent = await send({ ...load, port: server.port });
  printLoad(name, sent, before, server.used(), each);
  const { user, system } = process.cpuUsage(own);
  console.log(`  the generator: ${((user + system) / 1e6 / sent.seconds).toFixed(2)} cores`);
  return sent;
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

async function run(): Promise<void> {
  const load = loadavg().map((value) => value.toFixed(1));
  console.log(`${cpus().length} cores, load ${load.join(' ')} before; generator and server share them.\n`);
  const directory = await mkdtemp(join(tmpdir(), 'longtail-bench-ingest-'));
  const key = 'ab'.repeat(16);
  const watched = given.breakdown ? ['--import', join(ROOT, 'test/output/ingest/bench/breakdown.js')] : [];
  const args = [...watched, COLLECTOR, '--port', String(PORT), '--data', directory, '--key', key];
  if (given.keep !== undefined) args.push('--keep-size', given.keep);
  if (tabRows > 0) await fill(() => startServer(args, PORT, /Ctrl\+C/), directory, sentryLoad(key), tabRows);
  const collector = await startServer(args, PORT, /Ctrl\+C/);
  const tab = tabRows > 0 ? readAsTab(join(ROOT, 'test/output/ingest/bench/bench.js'), ['--as-tab']) : null;
  const sent = await loadOn(collector, sentryLoad(key), 'Longtail, Sentry envelopes, kept on disk', spans);
  const read = await tab?.stop();
  if (read !== undefined) console.log(`  meanwhile a tab loaded ${read.rows} rows in ${read.loads} loads`);
  await settle(collector);
  goal(
    `${rate} transactions of ${spans} spans a second`,
    sent.requests / sent.seconds > 0.99 * rate && sent.requests === (sent.statuses[200] ?? 0),
  );
  goal('p50 below 25 ms', quantile(sent.latencies, 0.5) < 25);
  goal('p99 below 250 ms', quantile(sent.latencies, 0.99) < 250);
  if (otlpRate > 0) {
    const traces = await loadOn(
      collector,
      {
        port: PORT,
        path: '/v1/traces',
        headers: { 'content-type': 'application/x-protobuf' },
        rate: otlpRate / OTLP_BATCH,
        seconds,
        connections: 16,
        bodyOf: freshBodies(OTLP_KINDS, (kind, now) => otlpTemplate(OTLP_BATCH, kind, now)),
      },
      `\nLongtail, OTLP protobuf in requests of ${OTLP_BATCH} spans`,
      OTLP_BATCH,
    );
    await settle(collector);
    goal(
      `${otlpRate} spans a second`,
      (traces.requests * OTLP_BATCH) / traces.seconds > 0.98 * otlpRate &&
        traces.requests === (traces.statuses[200] ?? 0),
    );
  }
  goal('memory below 512 MB', collector.used().peak < 512);
  await collector.end();
  if (given.breakdown) console.log(collector.output().replace(/^[^]*?(?=\n {2}thread )/, ''));
  await rm(directory, { recursive: true, force: true });
  if (!given['no-peer']) await runPeer(sentryLoad(key));
}

/** The same envelopes to the peer, as fast as it answers: it cannot keep up with the rate. */
async function runPeer(load: Load): Promise<void> {
  let spotlight: Server;
  try {
    spotlight = await startSpotlight(join(ROOT, 'test/bench/ingest/spotlight'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    console.log(
      `\nSpotlight could not be installed or started, so there are no figures beside ours: ${reason}`,
    );
    return;
  }
  try {
    const most = Math.min(seconds, 20);
    await loadOn(
      spotlight,
      { ...load, rate: null, seconds: most },
      '\nSpotlight 4.11.8, the same, kept in memory, as fast as it answers',
      spans,
    );
  } finally {
    await spotlight.end();
  }
}

if (given.help) console.log(HELP);
else if (given['as-tab']) await beTab(PORT);
else await run();
