/** What the database says of a file, or a log, whose bytes are not what it wrote, and of one that has to be made anew. */
const DAMAGE =
  /corrupt|checksum|serialization error|deserializ|magic bytes|not a valid duckdb database|could not read|unexpected end|replaying wal|no code left/i;

/** It may be said of a file that is merely not written to its end. */
const FULL = /no space left|disk full|file too large/i;

/** Whether an error of the database means that there is no room on the disk. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && FULL.test(error.message);
}

/** Whether an error of the database means that its file is damaged: trying again will not help. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && DAMAGE.test(error.message) && !isDiskFull(error);
}

/** The first line of what an error says; the lines behind it are about the library. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0] ?? message;
}
