/** How wide a reader wants the rail: with names, with icons alone, or as the window has room. */
export type RailChoice = 'auto' | 'wide' | 'narrow';

/** Windows that have no room for names. */
export const NO_ROOM = '(max-width: 1100px)';

/** Whether it has icons alone. */
export function isRailNarrow(choice: RailChoice, hasNoRoom = matchMedia(NO_ROOM).matches): boolean {
  return choice === 'narrow' || (choice === 'auto' && hasNoRoom);
}

/** Puts the width of the rail onto the page. The styles of the shell follow it. */
export function applyRail(isNarrow: boolean): void {
  document.documentElement.dataset['rail'] = isNarrow ? 'narrow' : 'wide';
}
