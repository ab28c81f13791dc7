import { isTag } from '../model/column.ts';
import type { Field } from '../model/column.ts';
import { isTaken } from './key-lookup.ts';

/** What can stand behind a colon as it is: no space, parenthesis, quote or comma, and nothing that starts otherwise. */
const BARE = /^(?!\/\/)[^\s()[\]",<>=!\uf00d][^\s()[\]",]*$/;

/** Puts a text in quotes, whatever is in it: backslashes before a quote are doubled, as they are read in pairs. */
export function quoted(text: string): string {
  const escaped = text.replace(/\\*"|\\+/g, (run, at: number) => {
    const hasQuote = run.endsWith('"');
    const slashes = hasQuote ? run.slice(0, -1) : run;
    if (hasQuote) return `${slashes}${slashes}\\"`;
    return at + run.length === text.length ? `${slashes}${slashes}` : run;
  });
  return `"${escaped}"`;
}

/** A value as it is written behind a colon, in quotes where it needs them. */
export function printText(text: string): string {
  return BARE.test(text) ? text : quoted(text);
}

/** What would be read as a type behind the name. */
const TYPED = /,\s*(?:string|number|boolean|array)\s*$/;

/** The key of a field: a tag whose name is also something else's says that it is a tag. */
export function printKey(field: Field): string {
  if (!isTag(field)) return field;
  const { tag } = field;
  if (/^[a-zA-Z0-9_.-]+$/.test(tag) && !isTaken(tag)) return tag;
  return /^[^[\]"\r\n]+$/.test(tag) && !TYPED.test(tag) ? `tags[${tag}]` : `tags[${quoted(tag)}]`;
}
