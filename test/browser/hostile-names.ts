// Names as an attacker, a bug or a poet would choose them.

const TEST_SCRIPT = 'globalThis.isHacked=true';

/** Names that must stand on the screen as text, do nothing, and move nothing around them. */
export const HOSTILE_NAMES: readonly string[] = [
  `<img src=x onerror="${TEST_SCRIPT}">`,
  `"><script>${TEST_SCRIPT}</script>`,
  `javascript:${TEST_SCRIPT}`,
  // An override that would turn the rest of the line around, and marks that nobody sees.
  '/pay/\u202egpj.exe',
  '/in\u200bvisible\u0000',
  '/👩‍👩‍👧‍👦/été/文書/ملف',
  '__proto__',
  'constructor',
  `/long/${'x'.repeat(194)}`,
  '{{7*7}} ${7*7} %s %d',
];
