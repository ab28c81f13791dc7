// What is published works: the packed package, installed into an empty folder, starts and takes an event.
import { readAsPage } from '../collector/as-page.ts';
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const ENVELOPE = [
  {},
  { type: 'transaction' },
  {
    type: 'transaction',
    transaction: 'GET /packed',
    start_timestamp: 1_700_000_000,
    timestamp: 1_700_000_001,
    contexts: { trace: { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16), op: 'http.server' } },
  },
]
  .map((part) => JSON.stringify(part))
  .join('\n');

describe('the packed package', () => {
  it('starts from an empty folder, serves the app, and takes an event', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'longtail-packed-'));
    await run(NPM, ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT });
    const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
    const place = join(folder, 'place');
    await mkdir(place);
    await writeFile(join(place, 'package.json'), '{"private":true}');
    await run(NPM, ['install', '--no-audit', '--no-fund', join(folder, tarball)], { cwd: place });

    const program = join(place, 'node_modules/longtail/dist/collector/main.js');
    const child = spawn(process.execPath, [program, '--port', '0', '--memory']);
    try {
      let output = '';
      const dsn = await new Promise<URL>((resolve, reject) => {
        child.on('exit', () => reject(new Error(`It ended at once and printed:\n${output}`)));
        child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
        child.stdout.on('data', (chunk: Buffer) => {
          output += chunk.toString();
          const found = /http:\/\/\w+@localhost:\d+\/1/.exec(output);
          if (found !== null) resolve(new URL(found[0]));
        });
      });
      const page = await fetch(`http://${dsn.host}/performance`);
      expect(await page.text()).toContain('<div id="root">');
      const answer = await fetch(`http://${dsn.host}/api/1/envelope/?sentry_key=${dsn.username}`, {
        method: 'POST',
        body: ENVELOPE,
      });
      expect(answer.status).toBe(200);
      await expect
        .poll(
          async () => {
            const info = (await (await readAsPage(`http://${dsn.host}/api/v1/info`)).json()) as {
              rows: number;
            };
            return info.rows;
          },
          { timeout: 10_000 },
        )
        .toBe(1);
    } finally {
      child.removeAllListeners('exit');
      child.kill();
    }
  });
});
