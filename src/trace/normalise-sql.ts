/**
 * The pieces of SQL that differ from call to call, or mean nothing, in the order in which they are looked for:
 * comments; quoted names, which stay; placeholders; literals, which are texts in single quotes or dollars, and
 * numbers that are no part of a name; white space. One group each, without names: those would cost more than all
 * the rest.
 */
const PIECES = new RegExp(
  [
    /(--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))/,
    /("[^"]*"|`[^`]*`|\[[A-Za-z_][^\]]*\])/,
    /(%\(\w+\)s|%s|\$\d+|\?\d*|(?<![:\w]):[A-Za-z_]\w*)/,
    /('(?:[^'\\]|''|\\[\s\S])*(?:'|$)|\$\$[\s\S]*?(?:\$\$|$)|(?<![\w$@.])(?:0x[0-9a-f]+|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)(?!\w))/,
    /\s+/,
  ]
    .map((piece) => piece.source)
    .join('|'),
  'gi',
);

/** Stands for a literal until it is known whether literals stay. */
const LITERAL = '\u0001';

const LIST = String.raw`\( ?%s(?: ?, ?%s)* ?\)`;
const LISTS = new RegExp(String.raw`\b(IN|VALUES) ?${LIST}(?: ?, ?${LIST})*`, 'gi');
const TUPLES = new RegExp(String.raw`\bIN ?\( ?${LIST}(?: ?, ?${LIST})* ?\)`, 'gi');

/** SQL without comments, placeholders and runs of white space; and without literals, where no placeholder was there. */
function withoutPieces(sql: string): string {
  const literals: string[] = [];
  let isParametrised = false;
  const replace = (
    piece: string,
    _comment?: string,
    name?: string,
    placeholder?: string,
    literal?: string,
  ) => {
    if (literal !== undefined) {
      literals.push(literal);
      return LITERAL;
    }
    if (name !== undefined) return piece;
    if (placeholder === undefined) return ' ';
    isParametrised = true;
    return '%s';
  };
  const text = sql.replaceAll(LITERAL, ' ').replace(PIECES, replace);
  if (!isParametrised) return text.replaceAll(LITERAL, '%s');
  let at = 0;
  return text.replaceAll(LITERAL, () => literals[at++] ?? '');
}

/**
 * SQL without what differs from call to call: placeholders become `%s`, `IN` lists and rows of `VALUES` collapse to
 * one `(%s)`, comments go, white space is single. Literals become `%s` too where the sender left no placeholder; in
 * a parametrised query they are constants of the program, and a part of the query's shape.
 *
 * Text that is no SQL comes out as some stable text: nothing is parsed, so no dialect is refused.
 */
export function normaliseSql(sql: string): string {
  return withoutPieces(sql)
    .replace(/ {2,}/g, ' ')
    .trim()
    .replace(LISTS, '$1 (%s)')
    .replace(TUPLES, 'IN (%s)');
}
