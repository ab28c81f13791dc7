import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
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
  const shown = TRANSACTION_PARTS.filter((part) => part !== 'vitals' || hasVitals || open === 'vitals');
  return (
    <nav aria-label="Parts of this page" className={css.parts}>
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
