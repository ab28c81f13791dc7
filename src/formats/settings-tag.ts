import type { AlertRule } from '../model/alert-rule.ts';
import type { Settings } from '../model/source.ts';

/** Prime and offset of FNV-1a (Fowler, Noll and Vo) of 32 bits. */
const PRIME = 0x01000193;
const OFFSET = 0x811c9dc5;

/** With its names in order, so that equal settings are equal texts whoever wrote them. */
function ordered(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function hash(text: string, offset: number): string {
  let value = offset;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), PRIME);
  }
  return (value >>> 0).toString(16).padStart(8, '0');
}

function tagOf(value: unknown): string {
  const text = JSON.stringify(value, ordered);
  return `"${hash(text, OFFSET)}${hash(text, ~OFFSET)}"`;
}

/**
 * What settings are known by: the entity tag that `PUT settings` takes in `If-Match`, so that it replaces only those
 * that its sender has seen. Settings that differ have the same one once in 2^64.
 */
export function settingsTag(settings: Settings): string {
  return tagOf(settings);
}

/** The same of alert rules, whatever their order. */
export function rulesTag(rules: readonly AlertRule[]): string {
  return tagOf(rules.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
}
