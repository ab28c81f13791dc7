/**
 * The pieces of SQL that differ from call to call, or mean nothing, in the order in which they are looked for:
 * comments; texts in single quotes or dollars; quoted names, which stay; placeholders; numbers that are no part of
 * a name; white space.
 */
const PIECES = new RegExp(
  [
    /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))/,
    /(?<text>'(?:[^'\\]|''|\\[\s\S])*(?:'|$)|\$\$[\s\S]*?(?:\$\$|$))/,
    /(?<name>"[^"]*"|`[^`]*`|\[[A-Za-z_][^\]]*\])/,
    /(?<placeholder>%\(\w+\)s|%s|\$\d+|\?\d*|(?<![:\w]):[A-Za-z_]\w*)/,
    /(?<number>(?<![\w$@.])(?:0x[0-9a-f]+|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)(?!\w))/,
    /(?<space>\s+)/,
  ]
    .map((piece) => piece.source)
    .join('|'),
  'gi',
);

const LIST = String.raw`\( ?%s(?: ?, ?%s)* ?\)`;
const LISTS = new RegExp(String.raw`\b(IN|VALUES) ?${LIST}(?: ?, ?${LIST})*`, 'gi');
const TUPLES = new RegExp(String.raw`\bIN ?\( ?${LIST}(?: ?, ?${LIST})* ?\)`, 'gi');

/** Replaces the pieces of SQL; literals only where asked to. Says whether a placeholder was among them. */
function replacePieces(
  sql: string,
  literals: boolean,
): { readonly text: string; readonly placeholders: boolean } {
  let placeholders = false;
  const replace = (piece: string, comment?: string, text?: string, name?: string, placeholder?: string) => {
    if (comment !== undefined) return ' ';
    if (name !== undefined) return piece;
    if (placeholder !== undefined) {
      placeholders = true;
      return '%s';
    }
    if (text === undefined && /^\s/.test(piece)) return ' ';
    return literals ? '%s' : piece;
  };
  return { text: sql.replace(PIECES, replace), placeholders };
}

/**
 * SQL without what differs from call to call: placeholders become `%s`, `IN` lists and rows of `VALUES` collapse to
 * one `(%s)`, comments go, white space is single. Literals become `%s` too where the sender left no placeholder; in
 * a parametrised query they are constants of the program, and a part of the query's shape.
 *
 * Text that is no SQL comes out as some stable text: nothing is parsed, so no dialect is refused.
 */
export function normaliseSql(sql: string): string {
  const parametrised = replacePieces(sql, false);
  const { text } = parametrised.placeholders ? parametrised : replacePieces(sql, true);
  return text.replace(/ {2,}/g, ' ').trim().replace(LISTS, '$1 (%s)').replace(TUPLES, 'IN (%s)');
}
