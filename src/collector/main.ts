#!/usr/bin/env node
import { join } from 'node:path';
import { version } from '../../package.json';
import { banner } from './banner.ts';
import { DECODING_THREAD } from './decoding/open-decoder.ts';
import { KEEPING_THREAD } from './keeping/open-keeper.ts';
import { MOST_RESIDENT, beginYoungWhole, keepYoungSmall } from './memory-limit.ts';
import { HELP, parseOptions } from './options.ts';
import { StartError } from './start-error.ts';
import { startCollector } from './start.ts';

function report(error: unknown): void {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
}

async function run(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options === null) {
    console.log(HELP);
    return;
  }
  const threads = {
    decodingThread: join(import.meta.dirname, DECODING_THREAD),
    keepingThread: join(import.meta.dirname, KEEPING_THREAD),
  };
  // What is kept in memory may take what it needs; its rows are bounded by themselves.
  const mostMemory = options.directory === null ? {} : { mostMemory: MOST_RESIDENT };
  beginYoungWhole();
  const collector = await startCollector({ ...options, version, report, ...threads, ...mostMemory });
  keepYoungSmall();
  console.log(banner(version, collector));
  let isEnding = false;
  const end = (): void => {
    // The second signal is from someone who does not want to wait.
    if (isEnding) process.exit(1);
    isEnding = true;
    collector.close().then(
      () => process.exit(0),
      (error: unknown) => {
        report(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

run().catch((error: unknown) => {
  if (error instanceof StartError) console.error(`${error.message}\n${error.advice}`);
  else report(error);
  process.exit(1);
});
