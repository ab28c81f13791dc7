import { createContext, useCallback, useContext, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { encodeView } from './codec.ts';
import { readAddress } from './read-address.ts';
import type { View } from './view.ts';

/** What is different; or how that follows from the newest view, for a change of what is there already. */
export type Change = Partial<View> | ((view: View) => Partial<View>);

/**
 * How an edit enters the history: `push` for a committed intent, which Back undoes as one; `replace` while typing or
 * dragging goes on.
 */
export type Edit = (change: Change, how?: 'push' | 'replace') => void;

const AddressContext = createContext<Edit | null>(null);

/** The parameters of a view as it is written: equal views give equal texts. */
function canonical(search: string): string {
  return encodeView(readAddress(search).view).toString();
}

/**
 * The one place where the view of a page is edited. The router draws an edit later than it is made; another one of the
 * same moment, from wherever on the page, is an edit of what the first has led to, not of what is still drawn.
 */
export function AddressQueue({ children }: { readonly children: ReactNode }): ReactNode {
  const location = useLocation();
  const navigate = useNavigate();
  /** What is drawn, and where the edits lead that are not drawn yet, the newest last. */
  const latest = useRef({ drawn: location.search, underway: [] as string[], navigate });
  useLayoutEffect(() => {
    const { underway } = latest.current;
    const search = canonical(location.search);
    const at = underway.lastIndexOf(search);
    // Somewhere else than any edit led: a link, or Back. What was underway is of the page that is left.
    latest.current = { drawn: search, underway: at < 0 ? [] : underway.slice(at + 1), navigate };
  }, [location, navigate]);
  const edit = useCallback<Edit>((change, how = 'push') => {
    const { drawn, underway, navigate } = latest.current;
    const now = underway.at(-1) ?? canonical(drawn);
    const { view } = readAddress(now);
    const search = encodeView({
      ...view,
      ...(typeof change === 'function' ? change(view) : change),
    }).toString();
    // What changes nothing is no step for Back to undo.
    if (search === now) return;
    underway.push(search);
    void navigate({ search }, { replace: how === 'replace', preventScrollReset: true });
  }, []);
  return <AddressContext value={edit}>{children}</AddressContext>;
}

/** The same function for as long as the window is open. */
export function useEdit(): Edit {
  const edit = useContext(AddressContext);
  if (edit === null) throw new Error('An address is edited within an AddressQueue.');
  return edit;
}
