const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The value of a hexadecimal digit by its character code, -1 for every other character. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** `width` bytes from `offset` as lower-case hexadecimal digits; null when all of them are zero. */
export function readHex(bytes: Uint8Array, offset: number, width: number): string | null {
  let text = '';
  let any = 0;
  for (let index = offset; index < offset + width; index += 1) {
    const byte = bytes[index] ?? 0;
    any |= byte;
    text += DIGITS[byte] ?? '';
  }
  return any === 0 ? null : text;
}

/**
 * Writes hexadecimal digits of either case as `width` bytes at `offset`. Returns false, and writes zeros, when the
 * text is not made of `2 * width` digits.
 */
export function writeHex(bytes: Uint8Array, offset: number, width: number, text: string): boolean {
  let right = text.length === 2 * width;
  for (let index = 0; index < width && right; index += 1) {
    const high = digitOf(text.charCodeAt(2 * index));
    const low = digitOf(text.charCodeAt(2 * index + 1));
    if (high < 0 || low < 0) right = false;
    else bytes[offset + index] = high * 16 + low;
  }
  if (!right) bytes.fill(0, offset, offset + width);
  return right;
}

/** An id of `2 * width` hexadecimal digits in lower case, without dashes; null when the text is no id or only zeros. */
export function toId(text: string, width: number): string | null {
  const digits = text.includes('-') ? text.replaceAll('-', '') : text;
  if (digits.length !== 2 * width) return null;
  let any = 0;
  let isLower = true;
  for (let index = 0; index < digits.length; index += 1) {
    const code = digits.charCodeAt(index);
    const digit = digitOf(code);
    if (digit < 0) return null;
    any |= digit;
    if (code >= 65 && code <= 70) isLower = false;
  }
  if (any === 0) return null;
  return isLower ? digits : digits.toLowerCase();
}
