// Loaded into every server of a bench before its own program: it ends where the bench was killed, and could not end it.
import { isMainThread } from 'node:worker_threads';

const LOOK_MS = 1_000;

if (isMainThread) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, LOOK_MS).unref();
}
