/** The trace id in what somebody pasted: 32 hex digits, alone, within an address, or with dashes; null for none. */
export function traceIdIn(text: string): string | null {
  const digits = text.trim().replaceAll('-', '');
  const [id] = /(?<![\da-f])[\da-f]{32}(?![\da-f])/i.exec(digits) ?? [];
  return id === undefined ? null : id.toLowerCase();
}

/** The span id in what somebody pasted: 16 hex digits, by themselves; null for none. */
export function spanIdIn(text: string): string | null {
  const id = text.trim();
  return /^[\da-f]{16}$/i.test(id) ? id.toLowerCase() : null;
}
