import type { AttributeValue } from '../../model/span.ts';

function textOf(frame: object, key: 'module' | 'function'): string {
  const value: unknown = Reflect.get(frame, key);
  return typeof value === 'string' ? value : '';
}

/**
 * The frames of a span's call stack as `module.function`, in the order in which they were sent. A stack travels as
 * JSON text; of anything else there is none.
 */
export function callStack(sent: AttributeValue | undefined): string[] {
  if (typeof sent !== 'string') return [];
  let frames: unknown;
  try {
    frames = JSON.parse(sent);
  } catch {
    return [];
  }
  if (!Array.isArray(frames)) return [];
  return frames
    .filter((frame: unknown): frame is object => typeof frame === 'object' && frame !== null)
    .map((frame) => `${textOf(frame, 'module')}.${textOf(frame, 'function')}`);
}
