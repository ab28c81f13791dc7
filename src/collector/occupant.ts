import { readFile, readdir, readlink } from 'node:fs/promises';
import * as z from 'zod';

const AskedInfo = z.object({
  contract: z.number(),
  name: z.string(),
  version: z.string(),
  ingest: z.object({ directory: z.string().nullable() }).nullable(),
});

const PATIENCE_MS = 1_000;
/** The state of a listening socket in /proc/net/tcp. */
const LISTEN = '0A';

/** What a Longtail on this port says of itself; null when something else, or nothing, answers. */
async function askLongtail(port: number): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    // As a page does: what reads is known by the cookie that it was given.
    const page = await fetch(`http://localhost:${port}/`, { signal });
    const cookie = page.headers.getSetCookie().map((given) => given.split(';', 1)[0] ?? '');
    const response = await fetch(`http://localhost:${port}/api/v1/info`, {
      headers: { 'x-longtail': '1', cookie: cookie.join('; ') },
      signal,
    });
    const info = AskedInfo.parse(await response.json());
    const kept = info.ingest?.directory ?? null;
    return `Longtail ${info.version}, which keeps its data ${kept === null ? 'in memory' : `in ${kept}`}`;
  } catch {
    return null;
  }
}

/** Inodes of the sockets that listen on a port, by Linux' own tables. */
async function listeningInodes(port: number): Promise<Set<string>> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  const lines = tables.flatMap((table) => table.split('\n').slice(1));
  return new Set(
    lines
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => columns[1]?.endsWith(`:${hexPort}`) === true && columns[3] === LISTEN)
      .map((columns) => columns[9] ?? ''),
  );
}

async function hasSocket(process: string, inodes: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${process}/fd`;
  for (const descriptor of await readdir(folder).catch(() => [])) {
    const target = await readlink(`${folder}/${descriptor}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}

/** The program that listens on a port, on Linux, as far as this user may see it. */
async function findProgram(port: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  const inodes = await listeningInodes(port);
  if (inodes.size === 0) return null;
  for (const entry of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(entry) || !(await hasSocket(entry, inodes))) continue;
    const name = await readFile(`/proc/${entry}/comm`, 'utf8').catch(() => '');
    return `${name.trim()} (process ${entry})`;
  }
  return null;
}

/** Who listens on a port of this machine, in words; null when that cannot be told. */
export async function findOccupant(port: number): Promise<string | null> {
  return (await askLongtail(port)) ?? (await findProgram(port));
}
