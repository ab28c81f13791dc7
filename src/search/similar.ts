/**
 * Whether a word is most likely another one misspelt: one letter wrong, missing, too many, or two neighbours
 * swapped; case aside. Short words are never similar to anything.
 */
function isSimilar(word: string, misspelt: string): boolean {
  const a = word.toLowerCase();
  const b = misspelt.toLowerCase();
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 3 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  const restOfA = a.slice(start);
  const restOfB = b.slice(start);
  return (
    restOfA.slice(1) === restOfB.slice(1) ||
    restOfA.slice(1) === restOfB ||
    restOfA === restOfB.slice(1) ||
    (restOfA[0] === restOfB[1] && restOfA[1] === restOfB[0] && restOfA.slice(2) === restOfB.slice(2))
  );
}

function lettersOf(word: string): string {
  return word.toLowerCase().split('').toSorted().join('');
}

/** The word that was most likely meant: one with the same letters, else the first that is similar. Null: none is. */
export function mostSimilar(words: readonly string[], misspelt: string): string | null {
  const similar = words.filter((word) => isSimilar(word, misspelt));
  if (similar.length < 2) return similar[0] ?? null;
  const letters = lettersOf(misspelt);
  return similar.find((word) => lettersOf(word) === letters) ?? similar[0] ?? null;
}
