import { useId } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { toVisibleLine } from '../../../ui/visible-text.ts';
import { transactionLink } from '../../../view/links.ts';
import { useProjectLabel, useSettings } from '../../../view/use-settings.ts';
import { useView } from '../../../view/use-view.ts';
import css from './rail.module.css';

/** So many stand in the rail; the table of transactions has all of them first. */
const MOST = 8;

/** The transactions that people marked, one click away from every page. */
export function Starred({ page }: { readonly page: string }): ReactNode {
  const { settings } = useSettings();
  const { view } = useView();
  const label = useProjectLabel();
  const id = useId();
  const stars = settings?.stars ?? [];
  if (stars.length === 0) return null;
  const isOpen = ({ project, transaction }: (typeof stars)[number]): boolean =>
    page === 'transaction' &&
    view.transaction?.project === project &&
    view.transaction.transaction === transaction;
  return (
    <nav className={css.starred} aria-labelledby={id}>
      <h2 id={id}>Starred</h2>
      {stars.slice(0, MOST).map((star) => {
        const name = star.transaction === '' ? '(no name)' : toVisibleLine(star.transaction);
        return (
          <Link
            key={JSON.stringify([star.project, star.transaction])}
            to={transactionLink(view, star)}
            title={`${name}, ${toVisibleLine(label(star.project))}`}
            aria-current={isOpen(star) ? 'page' : undefined}
          >
            {name}
          </Link>
        );
      })}
      {stars.length > MOST && <p>and {stars.length - MOST} more</p>}
    </nav>
  );
}
