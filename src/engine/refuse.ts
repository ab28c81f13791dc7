import { SourceError } from '../model/source.ts';

/** Rejects a question that cannot be answered as it is asked. */
export function refuse(message: string, advice: string): never {
  throw new SourceError('refused', { kind: 'refused', message, advice });
}
