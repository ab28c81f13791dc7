import { startTransition, useLayoutEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Router, UNSAFE_createBrowserHistory } from 'react-router-dom';

/**
 * The window's address as the router has it. Another view of the same page is drawn at once, so that what it asks is
 * asked at once; another page in a transition, in which the page before stays until the code of the next one is there.
 */
export function PageRouter(props: { readonly basename: string; readonly children: ReactNode }): ReactNode {
  const { basename, children } = props;
  const [history] = useState(() => UNSAFE_createBrowserHistory({ v5Compat: true }));
  const [{ action, location }, setState] = useState({ action: history.action, location: history.location });
  useLayoutEffect(() => {
    let { pathname } = history.location;
    return history.listen(({ action, location }) => {
      const isOther = location.pathname !== pathname;
      pathname = location.pathname;
      const draw = (): void => setState({ action, location });
      if (isOther) startTransition(draw);
      else draw();
    });
  }, [history]);
  return (
    <Router basename={basename} location={location} navigationType={action} navigator={history}>
      {children}
    </Router>
  );
}
