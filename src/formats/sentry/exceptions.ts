import type { ErrorReport, Exception, SourceLine, StackFrame } from '../../model/error-report.ts';
import { isForeignObject, toList, toName, toNumber, toObject, toText } from '../foreign-value.ts';
import type { ForeignObject } from '../foreign-value.ts';
import { LIMITS } from '../limits.ts';

/** The exceptions of an event, from the innermost cause to what was caught, as SDKs write them. */
export function exceptionsOf(event: ForeignObject): readonly ForeignObject[] {
  const given = event['exception'];
  const values = isForeignObject(given) ? (given['values'] ?? [given]) : given;
  return toList(values).filter(isForeignObject);
}

function isKnown(exception: ForeignObject): boolean {
  return (toName(exception['type']) ?? toText(exception['value'])) !== null;
}

/** The exception that was caught: the last of a chain, whose first is the innermost cause. */
export function caughtOf(event: ForeignObject): ForeignObject | null {
  return exceptionsOf(event).findLast(isKnown) ?? null;
}

/** What there is still room for; counted down while exceptions are read. */
class Room {
  frames: number = LIMITS.frames;
  sources: number = LIMITS.framesWithSource;
  cutFrames = 0;
  cutLines = 0;
}

function toLine(value: unknown): number | null {
  const number = toNumber(value);
  return number !== null && Number.isInteger(number) && number > 0 ? number : null;
}

/** A line of source as it is, an empty one too: its indentation says something. */
function sourceText(value: unknown): string {
  return typeof value === 'string' ? (toText(value, LIMITS.name) ?? '') : '';
}

function readSource(frame: ForeignObject, line: number | null, isOwn: boolean, room: Room): SourceLine[] {
  const at = frame['context_line'];
  if (line === null || typeof at !== 'string') return [];
  const before = toList(frame['pre_context']);
  const behind = toList(frame['post_context']);
  const count = before.length + 1 + behind.length;
  // Source of a library is looked up where the library is: it is no loss.
  if (!isOwn) return [];
  if (room.sources === 0) {
    room.cutLines += count;
    return [];
  }
  room.sources -= 1;
  const first = before.slice(-LIMITS.sourceLines);
  const last = behind.slice(0, LIMITS.sourceLines);
  room.cutLines += count - first.length - 1 - last.length;
  const start = line - first.length;
  return [...first, at, ...last]
    .map((text, index) => ({ line: start + index, text: sourceText(text) }))
    .filter((each) => each.line > 0);
}

/** `saysOwn`: whether the sender tells its own calls from those of libraries; where it does not, all are its own. */
function readFrame(frame: ForeignObject, saysOwn: boolean, room: Room): StackFrame {
  const line = toLine(frame['lineno']);
  const isOwn = saysOwn ? frame['in_app'] === true : true;
  return {
    function: toName(frame['function']) ?? '',
    file: toName(frame['filename']) ?? toName(frame['module']) ?? toName(frame['abs_path']) ?? '',
    line,
    column: toLine(frame['colno']),
    isOwn,
    context: readSource(frame, line, isOwn, room),
  };
}

function readFrames(exception: ForeignObject, room: Room): StackFrame[] {
  // The innermost call comes last.
  const frames = toList(toObject(exception['stacktrace'])['frames']).filter(isForeignObject).toReversed();
  const saysOwn = frames.some((frame) => typeof frame['in_app'] === 'boolean');
  const kept = frames.slice(0, room.frames);
  room.frames -= kept.length;
  room.cutFrames += frames.length - kept.length;
  return kept.map((frame) => readFrame(frame, saysOwn, room));
}

/** The exceptions of an event with their stacks, what was caught first, and what of them there was no room for. */
export function readExceptions(event: ForeignObject): {
  readonly exceptions: readonly Exception[];
  readonly cut: Omit<ErrorReport['cut'], 'tags'>;
} {
  const given = exceptionsOf(event).toReversed();
  const kept = given.slice(0, LIMITS.exceptions);
  const room = new Room();
  const exceptions = kept.map((exception): Exception => ({
    type: toName(exception['type']) ?? '',
    message: toText(exception['value']) ?? '',
    frames: readFrames(exception, room),
  }));
  return {
    exceptions,
    cut: { exceptions: given.length - kept.length, frames: room.cutFrames, lines: room.cutLines },
  };
}
