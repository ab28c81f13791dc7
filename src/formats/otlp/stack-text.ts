import type { StackFrame } from '../../model/error-report.ts';
import { LIMITS, shorten } from '../limits.ts';

/** Longer lines name no call. */
const LONGEST_LINE = 500;

/** `at pay (/app/pay.js:12:5)`, `at /app/pay.js:12:5`, and of Java `at shop.Pay.now(Pay.java:12)`. */
const AT = /^\s*at (?:([^()]*[^()\s]) ?\()?([^()]+?):(\d+)(?::(\d+))?\)?$/;
/** `  File "/app/pay.py", line 12, in pay` */
const PYTHON = /^\s*File "([^"]+)", line (\d+)(?:, in (.+))?$/;

/** Where libraries and the runtime itself are kept. */
const OTHERS =
  /node_modules|^node:|^internal\/|site-packages|dist-packages|\/lib\/python\d|^<frozen |\/usr\/lib\//;
const OTHERS_OF_JAVA = /^(?:java|javax|jdk|sun|kotlin|scala)\./;

function toFrame(name: string, file: string, line: number, column: number | null): StackFrame {
  return {
    function: shorten(name, LIMITS.name),
    file: shorten(file, LIMITS.name),
    line,
    column,
    isOwn: !OTHERS.test(file) && !OTHERS_OF_JAVA.test(name),
    context: [],
  };
}

/**
 * The calls of a stack that came as text, the innermost first, and how many there was no room for. Those of JavaScript,
 * Java and Python are known; of any other language there are none, and the text is all there is.
 */
export function readStackText(text: string): {
  readonly frames: readonly StackFrame[];
  readonly cut: number;
} {
  const lines = text.split('\n').filter((line) => line.length <= LONGEST_LINE);
  const frames = lines.flatMap((line) => {
    const [, name = '', file, row, column] = AT.exec(line) ?? [];
    if (file === undefined) return [];
    return [toFrame(name, file, Number(row), column === undefined ? null : Number(column))];
  });
  const ofPython = lines.flatMap((line) => {
    const [, file, row, name = ''] = PYTHON.exec(line) ?? [];
    return file === undefined ? [] : [toFrame(name, file, Number(row), null)];
  });
  // Python tells the outermost call first.
  const all = frames.length > 0 ? frames : ofPython.reverse();
  return { frames: all.slice(0, LIMITS.frames), cut: Math.max(0, all.length - LIMITS.frames) };
}
