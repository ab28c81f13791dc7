const SPACE = /\s/;

/**
 * For each parenthesis of a text the place of the one it belongs to, where both stand in one word; −1 at every other
 * place.
 */
export function partnersIn(text: string): Int32Array {
  const partners = new Int32Array(text.length).fill(-1);
  let open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '(') open.push(at);
    else if (char === ')') {
      const other = open.pop();
      if (other === undefined) continue;
      partners[at] = other;
      partners[other] = at;
    } else if (open.length > 0 && SPACE.test(char)) open = [];
  }
  return partners;
}
