import { readerChoice } from './reader-choice.ts';

/** Whether this browser offers the demo beside the collector. An address that names it opens it all the same. */
export const DEMO_CHOICE = readerChoice('demo', ['offered', 'removed'] as const);
