import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scanSegment } from './record.ts';
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
 * What the spool holds behind a position, in order, up to and with segment `last`. Damaged bytes are passed over
 * and copied to the folder `quarantine`.
 */
export async function* replay(
  directory: string,
  quarantine: string,
  from: Position,
  last: number,
): AsyncGenerator<Entry, void, void> {
  for (const segment of await listSegments(directory)) {
    if (segment < from.segment || segment > last) continue;
    const bytes = await readFile(segmentPath(directory, segment));
    for (const found of scanSegment(bytes, segment === from.segment ? from.offset : 0)) {
      if (found.kind === 'damage') {
        await putAside(quarantine, segment, bytes, found);
      } else {
        yield { next: { segment, offset: found.end }, kept: found.kept };
      }
    }
  }
}
