import { useLayoutEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Link, NavigationType, useNavigationType } from 'react-router-dom';
import { formatCount } from '../../ui/format.ts';
import { partLink } from '../../view/links.ts';
import type { TransactionPart } from '../../view/transaction-look.ts';
import { TRANSACTION_PARTS } from '../../view/transaction-look.ts';
import { useView } from '../../view/use-view.ts';
import css from './parts.module.css';

const WORDS: Readonly<Record<TransactionPart, { readonly label: string; readonly help: string }>> = {
  overview: { label: 'Overview', help: 'All of it in short' },
  events: { label: 'Events', help: 'Every single event, by time and duration' },
  spans: { label: 'Spans', help: 'Where its time goes, by kind of operation and of span' },
  tags: { label: 'Tags', help: 'The values of each tag, and which of them are slow' },
  vitals: { label: 'Web vitals', help: 'How good its page views are' },
};

/** The parts of a transaction's page, each a link. */
export function PartTabs(props: {
  /** How many events there are; NaN while it is not known. */
  readonly events: number;
  /** Whether any of them carries a web vital. */
  readonly hasVitals: boolean;
}): ReactNode {
  const { events, hasVitals } = props;
  const { view } = useView();
  const { part: open } = view.transactionLook;
  const tabs = useRef<HTMLElement>(null);
  useBeginning(tabs, open);
  const shown = TRANSACTION_PARTS.filter((part) => part !== 'vitals' || hasVitals || open === 'vitals');
  return (
    <nav ref={tabs} aria-label="Parts of this page" className={css.parts}>
      {shown.map((part) => (
        <Link
          key={part}
          to={partLink(view, { part })}
          className={css.part}
          aria-current={part === open ? 'page' : undefined}
          title={WORDS[part].help}
          preventScrollReset
        >
          {WORDS[part].label}
          {part === 'events' && Number.isFinite(events) && (
            <>
              {' '}
              <span className={css.count}>{formatCount(events)}</span>
            </>
          )}
        </Link>
      ))}
    </nav>
  );
}

/** A part that is opened begins at its top; who came by a link that went with the part before goes on from its tab. */
function useBeginning(tabs: RefObject<HTMLElement | null>, open: TransactionPart): void {
  const how = useNavigationType();
  const before = useRef(open);
  useLayoutEffect(() => {
    if (before.current === open) return;
    before.current = open;
    // The way back leads to where the reader was.
    if (how === NavigationType.Pop) return;
    scrollTo(0, 0);
    if (document.activeElement !== document.body) return;
    tabs.current?.querySelector<HTMLElement>('[aria-current]')?.focus({ preventScroll: true });
  }, [tabs, open, how]);
}
