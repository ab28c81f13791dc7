import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scanSegment } from './record.ts';
import type { Losses } from './losses.ts';
import type { Stretch } from './record.ts';
import { listSegments, segmentPath } from './segments.ts';
import type { Position } from './segments.ts';
import type { Entry } from './spool.ts';

/** Keeps a copy of damaged bytes under a name that says where they stood; a second copy is not made. */
async function putAside(
  quarantine: string,
  segment: number,
  bytes: Buffer,
  { start, end }: Stretch,
): Promise<void> {
  const path = join(quarantine, `spool-${segment}-at-${start}.damaged`);
  try {
    await writeFile(path, bytes.subarray(start, end), { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/**
 * What the spool holds from one place to another, in order. Damaged bytes are passed over and copied to the folder
 * `quarantine`; what cannot even be read is passed over as well. `losses` is told of both.
 */
export async function* replay(
  directory: string,
  quarantine: string,
  from: Position,
  until: Position,
  losses: Losses,
): AsyncGenerator<Entry, void, void> {
  const segments = await listSegments(directory).catch((reason: unknown) => {
    losses.add({ name: directory, bytes: null, reason });
    return [];
  });
  for (const segment of segments) {
    if (segment < from.segment || segment > until.segment) continue;
    const path = segmentPath(directory, segment);
    const bytes = await readFile(path).catch((error: unknown) => {
      losses.add({ name: path, bytes: null, reason: error });
      return Buffer.alloc(0);
    });
    const last = segment === until.segment ? until.offset : Infinity;
    for (const found of scanSegment(bytes, segment === from.segment ? from.offset : 0)) {
      if (found.start >= last) return;
      if (found.kind === 'damage') {
        await putAside(quarantine, segment, bytes, found).catch((reason: unknown) => {
          const name = `${path} from byte ${found.start} on`;
          losses.add({ name, bytes: found.end - found.start, reason });
        });
      } else {
        yield { next: { segment, offset: found.end }, kept: found.kept };
      }
    }
  }
}
