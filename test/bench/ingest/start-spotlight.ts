// The nearest peer: Spotlight's sidecar, which takes the same envelopes and keeps the last of them in memory.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deleteWithUs } from './ending.ts';
import { startServer } from './server.ts';
import type { Server } from './server.ts';

const run = promisify(execFile);
const PORT = 24_971;

/** Installs it into a folder of its own, which is gone afterwards, and starts it. Throws where it cannot be had. */
export async function startSpotlight(manifest: string): Promise<Server> {
  const folder = deleteWithUs(await mkdtemp(join(tmpdir(), 'longtail-bench-spotlight-')));
  await cp(join(manifest, 'package.json'), join(folder, 'package.json'));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await run(npm, ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  const program = join(folder, 'node_modules/@spotlightjs/spotlight/dist/run.js');
  const server = await startServer([program, 'server', '-p', String(PORT)], PORT, /listening on/);
  const end = async (): Promise<void> => {
    await server.end();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...server, end };
}
