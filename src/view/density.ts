import { readerChoice } from './reader-choice.ts';

/** How close rows stand in this browser; `ui/theme/density` puts it onto the page. */
export const DENSITY_CHOICE = readerChoice<'comfortable' | 'compact'>('density', ['comfortable', 'compact']);
