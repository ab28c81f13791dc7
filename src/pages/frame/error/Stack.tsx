import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ErrorReport, Exception, SourceLine, StackFrame } from '../../../model/error-report.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { toVisible, toVisibleLine } from '../../../ui/visible-text.ts';
import css from './stack.module.css';
import { placeOf, titleOf } from './error-text.ts';

/** The calls that had not returned: one's own first, those of libraries when they are asked for. */
export function Stack({ report }: { readonly report: ErrorReport }): ReactNode {
  const [isWhole, setIsWhole] = useState(false);
  const { exceptions, stackText } = report;
  const frames = exceptions.flatMap((exception) => exception.frames);
  const others = frames.filter(({ isOwn }) => !isOwn).length;
  const isMixed = others > 0 && others < frames.length;
  if (frames.length === 0) {
    return (
      <section className={css.part} aria-label="Stack">
        <h3>Stack</h3>
        {stackText === null ? (
          <p className={css.quiet}>Its sender sent no stack.</p>
        ) : (
          <Printed text={stackText} />
        )}
      </section>
    );
  }
  return (
    <section className={css.part} aria-label="Stack">
      <div className={css.head}>
        <h3>Stack</h3>
        <span className={css.quiet}>innermost call first</span>
        {isMixed && (
          <Button look="ghost" size="small" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole
              ? 'Own calls alone'
              : `Show ${formatCount(others)} ${others === 1 ? 'call' : 'calls'} of libraries`}
          </Button>
        )}
      </div>
      {exceptions.map((exception, index) => (
        <Calls key={index} exception={exception} isCause={index > 0} ownOnly={isMixed && !isWhole} />
      ))}
      {stackText !== null && (
        <details className={css.printed}>
          <summary>As it was sent</summary>
          <Printed text={stackText} />
        </details>
      )}
    </section>
  );
}

function Printed({ text }: { readonly text: string }): ReactNode {
  return (
    <pre className={css.text} tabIndex={0} role="region" aria-label="The stack as text">
      {toVisible(text)}
    </pre>
  );
}

function Calls(props: {
  readonly exception: Exception;
  readonly isCause: boolean;
  readonly ownOnly: boolean;
}): ReactNode {
  const { exception, isCause, ownOnly } = props;
  const { type, message, frames } = exception;
  const shown = ownOnly ? frames.filter(({ isOwn }) => isOwn) : frames;
  const opened = shown.findIndex(({ isOwn, context }) => isOwn && context.length > 0);
  const title = titleOf({ type: toVisibleLine(type), message: toVisibleLine(message) });
  return (
    <>
      {isCause && (
        <p className={css.cause}>
          <span className={css.quiet}>caused by</span> {title}
        </p>
      )}
      {shown.length > 0 && (
        <ol className={css.calls} aria-label={isCause ? `Calls of ${title}` : 'Calls'}>
          {shown.map((frame, index) => (
            <Call
              key={`${index} ${placeOf(frame)}`}
              frame={frame}
              isOpenFirst={!isCause && index === opened}
            />
          ))}
        </ol>
      )}
    </>
  );
}

function Call(props: { readonly frame: StackFrame; readonly isOpenFirst: boolean }): ReactNode {
  const { frame, isOpenFirst } = props;
  const [isOpen, setIsOpen] = useState(isOpenFirst);
  const place = toVisibleLine(placeOf(frame));
  const words = (
    <>
      <span className={css.name}>{frame.function === '' ? '(no name)' : toVisibleLine(frame.function)}</span>
      <span className={css.place} title={place}>
        <bdi>{place}</bdi>
      </span>
    </>
  );
  return (
    <li data-own={frame.isOwn ? true : undefined}>
      {frame.context.length === 0 ? (
        <div className={css.call}>{words}</div>
      ) : (
        <button type="button" className={css.call} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {words}
        </button>
      )}
      {isOpen && <Source lines={frame.context} at={frame.line} />}
    </li>
  );
}

/** Lines of source as text: nothing in them is run or followed. */
function Source({
  lines,
  at,
}: {
  readonly lines: readonly SourceLine[];
  readonly at: number | null;
}): ReactNode {
  return (
    <div className={css.source} tabIndex={0} role="region" aria-label="Source">
      {lines.map(({ line, text }) => (
        <div key={line} className={css.line} data-here={line === at ? true : undefined}>
          <span className={css.number}>{line}</span>
          <code>{toVisible(text)}</code>
        </div>
      ))}
    </div>
  );
}
