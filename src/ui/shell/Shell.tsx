import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { To } from 'react-router-dom';
import { Logo } from './Logo.tsx';
import css from './Shell.module.css';

/** An entry of the rail. */
export interface Place {
  readonly label: string;
  readonly icon: ReactNode;
  readonly to: To;
  readonly isCurrent: boolean;
  /** What is told beside its name, such as a count. */
  readonly badge?: ReactNode;
  /** Whether what is before it is of another kind. */
  readonly isApart?: boolean;
  /** Whether the bar of a narrow window has no room for it. */
  readonly isWideOnly?: boolean;
}

/**
 * The frame of every screen: the rail on the left, which a narrow window shows as a bar at the bottom, and a column
 * with the top bar, whatever has to be said about the whole, and the page.
 */
export function Shell(props: {
  readonly places: readonly Place[];
  /** What stands below the places, where there is room. */
  readonly more?: ReactNode;
  readonly foot: ReactNode;
  readonly top: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { places, more, foot, top, children } = props;
  return (
    <div className={css.app}>
      <a className={css.skip} href="#content">
        Skip to the content
      </a>
      <aside className={css.rail} aria-label="Longtail">
        <div className={css.brand}>
          <Logo />
          <span data-rail-words>Longtail</span>
        </div>
        <nav className={css.nav} aria-label="Pages">
          {places.map((place) => (
            <Link
              key={place.label}
              className={css.link}
              title={place.label}
              to={place.to}
              aria-current={place.isCurrent ? 'page' : undefined}
              data-apart={place.isApart}
              data-wide-only={place.isWideOnly}
            >
              {place.icon}
              <span data-rail-words>{place.label}</span>
              {place.badge}
            </Link>
          ))}
        </nav>
        {more}
        <div className={css.foot}>{foot}</div>
      </aside>
      <div className={css.column}>
        {top}
        <main id="content" className={css.content} tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}
