import { writtenWhole } from '../../model/number-style.ts';
import { toVisibleLine } from '../visible-text.ts';

/** What an error is called on one line: its type, else its level, since some have no type. */
export function errorTitle({ type, level }: { readonly type: string; readonly level: string }): string {
  return toVisibleLine(type) || toVisibleLine(level) || 'error';
}

/** How many errors a list was made from, where it was not all of them; empty where it was. */
export function partWords({ read, held }: { readonly read: number; readonly held: number }): string {
  if (read >= held) return '';
  const [some, all] = [read, held].map(writtenWhole);
  return `Of ${all} errors in this time the newest ${some} were looked at.`;
}
