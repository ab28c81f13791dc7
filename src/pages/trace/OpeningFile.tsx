import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { leftWords } from '../../ui/figure/time-words.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { toSizeWords } from '../../view/keep-words.ts';
import { useHeard } from '../../view/source-context.tsx';
import { usePace } from '../../view/use-load-pace.ts';
import css from './OpeningFile.module.css';

/** A file that is being opened: how far it is, how fast, and the way to leave it. It appears where that takes a moment. */
export function OpeningFile(props: { readonly name: string; readonly onCancel: () => void }): ReactNode {
  const { name, onCancel } = props;
  const heard = useHeard();
  const opening = heard?.opening ?? null;
  const pace = usePace(
    opening === null ? null : { rows: opening.bytes, total: opening.total },
    heard?.at ?? 0,
  );
  const isRead = opening !== null && opening.bytes >= opening.total;
  const words =
    opening === null
      ? []
      : isRead
        ? ['it is being put together']
        : [
            `${toSizeWords(opening.bytes)} of ${toSizeWords(opening.total)}`,
            ...(pace === null ? [] : [`${toSizeWords(pace.perSecond)} a second`]),
            ...(pace?.left == null ? [] : [leftWords(pace.left)]),
          ];
  return (
    <div className={css.opening} role="status">
      <span className={css.name}>Opening {toVisibleLine(name)}</span>
      <progress
        className={css.bar}
        aria-label="Read of the file"
        {...(opening === null || isRead ? {} : { value: opening.bytes, max: Math.max(opening.total, 1) })}
      />
      <span className={css.words}>{words.join(', ')}</span>
      <Button size="small" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
