import { readerChoice } from './reader-choice.ts';

/** How wide the rail is in this browser; `ui/shell/rail` puts it onto the page. */
export const RAIL_CHOICE = readerChoice<'wide' | 'narrow'>('rail', ['wide', 'narrow']);
