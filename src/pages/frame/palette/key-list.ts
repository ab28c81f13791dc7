/** A key and what it does. */
export interface KeyWords {
  /** One after the other, or any of them where they are separated by `or`. */
  readonly keys: readonly string[];
  readonly does: string;
}

export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly KeyWords[];
}

/** Every key of the app, by where it does something. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      { keys: ['Ctrl K'], does: 'Go to anything' },
      { keys: ['?'], does: 'This sheet' },
      { keys: ['/'], does: 'Search' },
      { keys: ['g', 'p'], does: 'Performance' },
      { keys: ['g', 'e'], does: 'Events' },
      { keys: ['g', 'a'], does: 'Alerts' },
      { keys: ['g', 'v'], does: 'Web vitals' },
      { keys: ['g', 't'], does: 'Trends' },
      { keys: ['g', 's'], does: 'Sources' },
      { keys: ['g', ','], does: 'Settings' },
      { keys: ['Esc'], does: 'Close, drop the selection' },
    ],
  },
  {
    title: 'Time',
    keys: [
      { keys: ['['], does: 'Previous period' },
      { keys: [']'], does: 'Next period' },
      { keys: ['-'], does: 'Twice the time' },
      { keys: ['z'], does: 'Back from the last zoom' },
    ],
  },
  {
    title: 'Search',
    keys: [
      { keys: ['↑', 'or', '↓'], does: 'Walk along what can be written' },
      { keys: ['Tab', 'or', '↵'], does: 'Write it' },
      { keys: ['Shift ↵'], does: 'Write it as one more value' },
      { keys: ['Ctrl /', 'or', 'Alt click'], does: 'Turn a condition off' },
      { keys: ['Shift Del'], does: 'Forget a kept search' },
      { keys: ['Ctrl Z', 'or', 'Ctrl Shift Z'], does: 'Undo or redo what was written' },
    ],
  },
  {
    title: 'Charts',
    keys: [
      { keys: ['←', 'or', '→'], does: 'Move the crosshair' },
      { keys: ['↑', 'or', '↓'], does: 'Move it across durations' },
      { keys: ['Shift ←', 'or', 'Shift →'], does: 'Select' },
      { keys: ['↵'], does: 'What can be done at the crosshair; with a selection, zoom to it' },
      { keys: ['f'], does: 'Make a widget large, and small again' },
      { keys: ['↵'], does: 'On a name of a legend: that line alone, or all again' },
      { keys: ['Ctrl ↵'], does: 'On a name of a legend: show or hide that line' },
      { keys: ['l'], does: 'Durations on a logarithmic axis, or a linear one' },
    ],
  },
  {
    title: 'Tables',
    keys: [
      { keys: ['j', 'or', 'k'], does: 'Next or previous row' },
      { keys: ['↵'], does: 'Open' },
      { keys: ['o'], does: 'Open in a new tab' },
      { keys: ['x'], does: 'Select a row, or put it back' },
      { keys: ['Shift X', 'or', 'Shift click'], does: 'Select all rows from the last one selected' },
      { keys: ['Space'], does: 'Preview an event or a transaction' },
      { keys: ['f'], does: 'Filter by a value of the row' },
      { keys: ['Shift ↵'], does: 'On a head: order by it besides' },
    ],
  },
  {
    title: 'Trace',
    keys: [
      { keys: ['↑', 'or', '↓'], does: 'Previous or next row' },
      { keys: ['Shift ↑', 'or', 'Shift ↓'], does: 'First or last row' },
      { keys: ['←', 'or', '→'], does: 'Fold or open' },
      { keys: ['1', '–', '9'], does: 'Open down to a level' },
      { keys: ['↵'], does: 'Details' },
      { keys: ['w', 'or', 's'], does: 'Zoom in or out' },
      { keys: ['a', 'or', 'd'], does: 'Earlier or later' },
      { keys: ['f'], does: 'Centre a span; again, zoom to it' },
      { keys: ['0'], does: 'Show all of the time' },
      { keys: [',', 'or', '.'], does: 'Previous or next sibling' },
      { keys: ['/', 'or', 'Ctrl F'], does: 'Search the spans; in the search, Ctrl F is the browser’s own' },
      { keys: ['n', 'or', 'N'], does: 'Next or previous match of the search' },
      { keys: ['e', 'or', 'E'], does: 'Next or previous failure' },
      { keys: ['m'], does: 'Measure from a row to another' },
      { keys: ['c'], does: 'Critical path' },
    ],
  },
];

/** The groups with only what has these words. */
export function keysWith(words: string): KeyGroup[] {
  const wanted = words.trim().toLowerCase();
  return KEY_GROUPS.map(({ title, keys }) => ({
    title,
    keys: keys.filter(({ keys, does }) =>
      `${title} ${keys.join(' ')} ${does}`.toLowerCase().includes(wanted),
    ),
  })).filter(({ keys }) => keys.length > 0);
}
