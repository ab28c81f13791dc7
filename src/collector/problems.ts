import { LIMITS } from '../formats/limits.ts';
import type { Problem } from '../model/result.ts';
import type { KeptAlerts } from './alerts/kept-alerts.ts';
import type { DataDirectory } from './directory.ts';
import type { Kept } from './kept.ts';
import type { Loss } from './spool/losses.ts';
import { reasonOf } from './store/damage.ts';
import { MOST_SPANS } from './store/merge-trace.ts';
import { MOST_WORDS } from './store/vocabulary.ts';
import type { Writer } from './store/writer.ts';

/** All that is wrong with what is kept; `front`: what is wrong where requests are taken. */
export async function keptProblems(
  kept: Kept,
  alerts: KeptAlerts,
  writer: Writer,
  front: Problem | null,
): Promise<readonly Problem[]> {
  const { counters } = writer;
  return [
    ...kept.problems,
    ...alerts.problems,
    kept.settings.problem,
    front,
    writer.problem,
    replayProblem(writer.isReplaying),
    cutProblem(counters.total('cut')),
    stackProblem(counters.total('stacks')),
    ...vocabularyProblems(counters.total('tags'), counters.total('names')),
    lossProblem(kept.losses.all),
    kept.directory === null ? null : await quarantineProblem(kept.directory),
  ].filter((problem) => problem !== null);
}

/** What was damaged in the spool and lies in the quarantine; it is said until the files are gone. */
async function quarantineProblem(directory: DataDirectory): Promise<Problem | null> {
  const damaged = (await directory.quarantined()).filter(({ name }) => name.endsWith('.damaged'));
  const [first] = damaged;
  if (first === undefined) return null;
  const named = damaged.length === 1 ? first.name : `${first.name} and ${damaged.length - 1} more`;
  const bytes = damaged.reduce((sum, file) => sum + file.bytes, 0).toLocaleString('en-US');
  return {
    kind: 'partial',
    message: `The spool held ${bytes} bytes that are no whole record; they were put aside in ${directory.quarantine}: ${named}.`,
    advice:
      'After a crash this is what was being written and had not been confirmed to its sender. Delete the files to end this notice.',
  };
}

/** What of the spool could not be read, or not be put aside. */
function lossProblem(losses: readonly Loss[]): Problem | null {
  const [first] = losses;
  if (first === undefined) return null;
  const named = losses.length === 1 ? first.name : `${first.name} and ${losses.length - 1} more`;
  return {
    kind: 'partial',
    message: `A part of the spool could not be read and was left out: ${named} (${reasonOf(first.reason)}).`,
    advice: 'Check the disk and the rights of the files, and start again: what can be read then is taken in.',
  };
}

/** Spans that were left out because their trace had too many. */
function cutProblem(cut: number): Problem | null {
  if (cut === 0) return null;
  return {
    kind: 'partial',
    message: `${cut} spans were left out: a trace holds ${MOST_SPANS} at most.`,
    advice: 'Send fewer spans in one trace, or sample them.',
  };
}

/** What was left out of errors that said more than is kept of one. */
function stackProblem(cut: number): Problem | null {
  if (cut === 0) return null;
  return {
    kind: 'partial',
    message: `${cut} calls, lines of source and tags of errors were left out: of an error ${LIMITS.frames} calls, the source of ${LIMITS.framesWithSource} and ${LIMITS.tags} tags are kept.`,
    advice: 'Each error says what of it is missing. The innermost calls are kept.',
  };
}

/** Tags and names of transactions for which there was no room. */
function vocabularyProblems(tags: number, names: number): readonly Problem[] {
  const problems: Problem[] = [];
  if (tags > 0) {
    problems.push({
      kind: 'partial',
      message: `${tags} tags were left out: there are more than ${MOST_WORDS.tag} different keys.`,
      advice: 'Put what differs from event to event into the value of a tag, not into its key.',
    });
  }
  if (names > 0) {
    problems.push({
      kind: 'partial',
      message: `${names} transactions are shown as one: there are more than ${MOST_WORDS.transaction.toLocaleString('en-US')} different names.`,
      advice: 'Name transactions by their route, such as /users/{id}, not by their address.',
    });
  }
  return problems;
}

/** While the tables catch up with the spool. */
function replayProblem(isReplaying: boolean): Problem | null {
  if (!isReplaying) return null;
  return {
    kind: 'partial',
    message: 'Older events are still being read from the spool into the database.',
    advice: 'Wait a moment; what is missing appears by itself.',
  };
}
