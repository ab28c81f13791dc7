import { readerChoice } from './reader-choice.ts';

/** How wide the rail is in this browser; `ui/shell/rail` puts it onto the page. */
export const RAIL_CHOICE = readerChoice<'auto' | 'wide' | 'narrow'>('rail', ['auto', 'wide', 'narrow']);
