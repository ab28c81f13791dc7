import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { withoutProject } from '../parcel/without-project.ts';
import { encodeRecord, scanSegment } from './record.ts';
import type { Found } from './record.ts';
import { listSegments, segmentPath, syncDirectory } from './segments.ts';

/** A stretch of a segment without what is of a project: the same bytes where it has nothing of it. */
function rest(segment: Buffer, found: Found, project: string): Uint8Array {
  const bytes = segment.subarray(found.start, found.end);
  if (found.kind === 'damage') return bytes;
  const { kept } = found;
  // Older segments hold requests as they travelled, each of the one project it was sent to.
  if (kept.kind === 'request') return kept.accepted.project === project ? new Uint8Array() : bytes;
  const parcel = withoutProject(kept.bytes, project);
  return parcel === kept.bytes ? bytes : encodeRecord(parcel);
}

/** Writes a segment anew, with its time; there is either the old or the new file, whenever the machine stops. */
async function replaceSegment(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const { mtime } = await stat(path);
  const beside = `${path}.new`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(Buffer.concat(parts));
    // Retention goes by when it was written.
    await handle.utimes(mtime, mtime);
    await handle.sync();
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Takes what is of a project out of the segments below `opened`, which are no longer written and of which everything is in
 * the tables. Resolves with how many were written anew.
 */
export async function eraseProject(directory: string, opened: number, project: string): Promise<number> {
  let changed = 0;
  for (const segment of await listSegments(directory)) {
    if (segment >= opened) continue;
    const path = segmentPath(directory, segment);
    const bytes = await readFile(path);
    let isChanged = false;
    const parts: Uint8Array[] = [];
    for (const found of scanSegment(bytes, 0)) {
      const part = rest(bytes, found, project);
      if (part.length !== found.end - found.start) isChanged = true;
      parts.push(part);
    }
    if (!isChanged) continue;
    await replaceSegment(path, parts);
    changed += 1;
  }
  if (changed > 0) await syncDirectory(directory);
  return changed;
}
