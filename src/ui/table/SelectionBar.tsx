import { X } from 'lucide-react';
import { Suspense, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../Button.tsx';
import { formatCount } from '../format.ts';
import { lazyPart } from '../part/lazy-part.ts';
import { useEscape } from '../use-escape.ts';
import css from './selection.module.css';

// Most visits select nothing.
const FocusBack = lazyPart(async () => (await import('./FocusBack.tsx')).FocusBack);

/**
 * How many rows of a table are picked out, and what can be done with them. Escape puts them back, after whatever else it
 * closes.
 */
export function SelectionBar(props: {
  readonly count: number;
  /** Rows of the table. */
  readonly of: number;
  /** Whether the page stands still while some are picked out. */
  readonly isHolding?: boolean;
  readonly onClear: () => void;
  /** What can be done. */
  readonly children: ReactNode;
}): ReactNode {
  const { count, of, isHolding = false, onClear, children } = props;
  const words = `${formatCount(count)} of ${formatCount(of)} selected`;
  const waits = isHolding ? '; the page stands still meanwhile' : '';
  const [hadSome, setHadSome] = useState(false);
  if (count > 0 && !hadSome) setHadSome(true);
  useEscape(onClear, { step: 'rows', isOn: count > 0 });
  const bar = useRef<HTMLDivElement>(null);
  return (
    <>
      <span className="hidden" role="status">
        {count > 0 ? `${words}${waits}` : hadSome ? 'Nothing selected' : ''}
      </span>
      {count > 0 && (
        <div ref={bar} className={css.bar} role="group" aria-label="Selected rows" data-selected-rows>
          <Suspense>
            <FocusBack bar={bar} />
          </Suspense>
          <span className={css.count} aria-hidden>
            {words}
            {isHolding && (
              <span title="Nothing is asked again until the rows are put back"> · page paused</span>
            )}
          </span>
          {children}
          <Button
            look="ghost"
            size="small"
            icon={<X size={14} strokeWidth={1.5} aria-hidden />}
            aria-keyshortcuts="Escape"
            title="Key Esc"
            onClick={onClear}
          >
            Clear
          </Button>
        </div>
      )}
    </>
  );
}
