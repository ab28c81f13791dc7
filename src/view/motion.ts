import { readerChoice } from './reader-choice.ts';

/** How much moves in this browser: what the system says, or as little as there can be; `ui/theme/motion` puts it onto the page. */
export const MOTION_CHOICE = readerChoice<'system' | 'less'>('motion', ['system', 'less']);
