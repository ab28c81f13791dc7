import type { ErrorReport, Exception, SourceLine, StackFrame } from '../../model/error-report.ts';
import { filterText } from './filter-text.ts';
import type { OnFiltered } from './filtered.ts';
import { scrubTag } from './scrub-attributes.ts';
import type { Privacy } from './scrub-attributes.ts';

/** The values after a change; the very same list where nothing changed. */
function changed<Value>(values: readonly Value[], change: (value: Value, at: number) => Value) {
  const after = values.map(change);
  return after.some((value, at) => value !== values[at]) ? after : values;
}

/**
 * What was told of an error as it may be kept: messages, source, names of files and calls, tags. `userDisplay` is how its
 * user may be shown; `countOf` gives what is told of each place's reasons. The very same where nothing was filtered.
 */
export function scrubReport(
  report: ErrorReport,
  userDisplay: string | null,
  privacy: Privacy,
  countOf: (place: string) => OnFiltered,
): ErrorReport {
  const onFiltered = countOf('stack');
  const filter = (text: string): string => filterText(text, privacy.contacts, onFiltered);
  const ofLine = (line: SourceLine): SourceLine => {
    const text = filter(line.text);
    return text === line.text ? line : { ...line, text };
  };
  const ofFrame = (frame: StackFrame): StackFrame => {
    const context = changed(frame.context, ofLine);
    const file = filter(frame.file);
    const name = filter(frame.function);
    const isSame = context === frame.context && file === frame.file && name === frame.function;
    return isSame ? frame : { ...frame, context, file, function: name };
  };
  const ofException = (exception: Exception, at: number): Exception => {
    const frames = changed(exception.frames, ofFrame);
    const type = filter(exception.type);
    // What was caught is the error itself, whose message is counted there.
    const message = filterText(
      exception.message,
      privacy.contacts,
      at === 0 ? countOf('message') : onFiltered,
    );
    const isSame = frames === exception.frames && type === exception.type && message === exception.message;
    return isSame ? exception : { ...exception, frames, type, message };
  };
  const exceptions = changed(report.exceptions, ofException);
  const stackText = report.stackText === null ? null : filter(report.stackText);
  const tags = changed(report.tags, (pair) => {
    const [key, value] = pair;
    const kept = scrubTag(key, value, privacy, countOf(key));
    return kept === value ? pair : ([key, kept] as const);
  });
  const isSame =
    exceptions === report.exceptions &&
    stackText === report.stackText &&
    tags === report.tags &&
    userDisplay === report.userDisplay;
  return isSame ? report : { ...report, exceptions, stackText, tags, userDisplay };
}
