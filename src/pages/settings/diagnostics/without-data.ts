/** Texts in quotes, of whatever kind: a message quotes what it is about. */
const QUOTED = /"[^"]*"|'[^']*'|`[^`]*`|“[^”]*”|„[^“]*“|‘[^’]*’/gu;
const ADDRESS = /\b[a-z][a-z\d+.-]*:\/\/[^\s)]*/gi;
const E_MAIL = /[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Ids, numbers of people and machines: hex digits and whatever has four digits or more. */
const ID = /\b(?=[\da-f-]*\d)[\da-f]{2,}(?:[-:.][\da-f]{2,})+\b|\b[\da-f]{12,}\b|\d{4,}/gi;
/** Spaces too: rather too much is left out than the second name of somebody. */
const PATH = /(?<![\w.])(?:[a-z]:)?[\\/][\w.@~ -]+(?:[\\/][\w.@~ -]+)+/gi;
const LONGEST = 300;

/** What an error says, without what it may quote of data, addresses, paths and ids. */
export function withoutData(message: string): string {
  return message
    .replaceAll(QUOTED, '“…”')
    .replaceAll(ADDRESS, '(address)')
    .replaceAll(E_MAIL, '(e-mail)')
    .replaceAll(PATH, '(path)')
    .replaceAll(ID, '(id)')
    .slice(0, LONGEST);
}

/** A place in a script of the app, such as `assets/App-1a2b.js:1:2345`. */
const FRAME = /([\w.$-]+\.(?:js|mjs|ts|tsx)(?:\?[\w=&]*)?):(\d+):(\d+)/;
const MOST_FRAMES = 20;

/** Where an error came about: names of functions and places in scripts, without where those were loaded from. */
export function framesOf(stack: string): readonly string[] {
  return stack
    .split('\n')
    .flatMap((line) => {
      const [, file, row, column] = FRAME.exec(line) ?? [];
      if (file === undefined) return [];
      const [, name = ''] = /^\s*at (?:async )?([\w$.<>]+) \(/.exec(line) ?? /^([\w$.<>]+)@/.exec(line) ?? [];
      return [`${name === '' ? '' : `${name} `}${file}:${row}:${column}`];
    })
    .slice(0, MOST_FRAMES);
}
