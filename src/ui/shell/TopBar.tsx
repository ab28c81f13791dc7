import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { To } from 'react-router-dom';
import css from './TopBar.module.css';

/** A step of the way to a page; the page itself has no link. */
export interface Crumb {
  readonly label: string;
  readonly to?: To;
}

/** Where the reader is, the filter bar, and what can be done with the whole page. */
export function TopBar(props: {
  readonly crumbs: readonly Crumb[];
  readonly filter: ReactNode;
  readonly actions: ReactNode;
}): ReactNode {
  const { crumbs, filter, actions } = props;
  return (
    <header className={css.top}>
      <nav aria-label="Breadcrumb">
        <ol className={css.crumbs}>
          {crumbs.map(({ label, to }, i) => (
            <li key={i}>
              {to === undefined ? (
                <span className={css.crumb} aria-current="page" title={label}>
                  {label}
                </span>
              ) : (
                <>
                  <Link className={css.crumb} to={to} title={label}>
                    {label}
                  </Link>
                  <span className={css.separator} aria-hidden>
                    /
                  </span>
                </>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <div className={css.filter}>{filter}</div>
      <div className={css.actions}>{actions}</div>
    </header>
  );
}
