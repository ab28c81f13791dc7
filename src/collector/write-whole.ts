import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from './spool/segments.ts';

/** Writes a file so that there is either the old or the new one, whenever the machine stops. */
export async function writeWhole(path: string, text: string, mode = 0o600): Promise<void> {
  const beside = `${path}.${process.pid}.new`;
  const handle = await open(beside, 'w', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await syncDirectory(dirname(path));
}
