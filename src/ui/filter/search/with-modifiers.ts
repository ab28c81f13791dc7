import type { KeyboardEvent } from 'react';

/** A key with what is held beside it; Control and Command are one. */
export function withModifiers({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  const name = key.length === 1 ? key.toLowerCase() : key;
  return `${altKey ? 'Alt+' : ''}${ctrlKey || metaKey ? 'Mod+' : ''}${shiftKey ? 'Shift+' : ''}${name}`;
}
