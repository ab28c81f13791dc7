// What Longtail is measured against and does not ship with is large (DuckDB-wasm alone unpacks to 150 MB): it is
// installed into a cache folder of the user when it is first needed, in the versions that peers/ pins.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Written when all is there. */
const DONE = 'installed';

function cacheFolder(): string {
  const base = process.env['LONGTAIL_BENCH_PEERS'] ?? process.env['XDG_CACHE_HOME'];
  return join(base ?? join(homedir(), '.cache'), 'longtail-bench');
}

/**
 * The folder in which the peers are installed; `manifest` is the folder with their package.json and lock file.
 * Throws, with what npm said, where they cannot be.
 */
export async function installPeers(manifest: string, say: (line: string) => void): Promise<string> {
  const lock = await readFile(join(manifest, 'package-lock.json'));
  const folder = join(cacheFolder(), createHash('sha256').update(lock).digest('hex').slice(0, 16));
  if (existsSync(join(folder, DONE))) return join(folder, 'node_modules');
  say(`Installing DuckDB-wasm, arquero and crossfilter2 into ${folder} (170 MB, once) …`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    await cp(join(manifest, file), join(folder, file));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  try {
    await run(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  } catch (error) {
    throw new Error(
      `The peers could not be installed into ${folder}: ${error instanceof Error ? error.message : String(error)}. ` +
        'Check the network and npm’s registry, or leave them out with --peers native.',
      { cause: error },
    );
  }
  await writeFile(join(folder, DONE), new Date().toISOString());
  return join(folder, 'node_modules');
}
