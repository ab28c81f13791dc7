import { Fragment } from 'react';
import type { ReactNode } from 'react';
import css from './CodeBlock.module.css';
import { CopyButton } from './CopyButton.tsx';

/** Code to be copied. Every occurrence of `mark` in it, the piece that was filled in, is set off. */
export function CodeBlock(props: {
  readonly code: string;
  /** What it is, for those who do not see it. */
  readonly label: string;
  readonly mark?: string;
  /** Shows the beginning of one long line; all of it is copied. */
  readonly isCut?: boolean;
}): ReactNode {
  const { code, label, mark, isCut = false } = props;
  const pieces = mark === undefined || mark === '' ? [code] : code.split(mark);
  const isOneLine = !code.includes('\n');
  return (
    <div className={css.block} data-lines={isOneLine ? 'one' : 'many'} data-cut={isCut ? true : undefined}>
      <pre className={css.code} role="group" aria-label={label}>
        {pieces.map((piece, i) => (
          <Fragment key={i}>
            {i > 0 && <mark className={css.mark}>{mark}</mark>}
            {piece}
          </Fragment>
        ))}
      </pre>
      <CopyButton
        className={css.copy}
        text={() => code}
        label={isOneLine ? `Copy ${label}` : 'Copy'}
        isIconOnly={isOneLine}
        look={isOneLine ? 'ghost' : 'plain'}
        size="small"
      />
    </div>
  );
}
