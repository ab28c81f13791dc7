import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { linkTo } from '../../view/links.ts';
import { useView } from '../../view/use-view.ts';
import { TABS } from '../../view/view.ts';
import { TAB_SPECS, viewOfTab } from './tabs.ts';
import css from './tabs.module.css';

/** All transactions, or those of one side: each tab is a link, with its own widgets and columns. */
export function Tabs(): ReactNode {
  const { view } = useView();
  return (
    <nav aria-label="Transactions of" className={css.tabs}>
      {TABS.map((tab) => (
        <Link
          key={tab}
          to={linkTo('performance', viewOfTab(view, tab))}
          className={css.tab}
          aria-current={tab === view.tab ? 'page' : undefined}
          title={TAB_SPECS[tab].help}
          preventScrollReset
        >
          {TAB_SPECS[tab].label}
        </Link>
      ))}
    </nav>
  );
}
