import { useLocation } from 'react-router-dom';
import type { ErrorId } from '../model/span.ts';
import { errorLink, toPage } from './links.ts';
import type { LinkTo } from './links.ts';
import { useView } from './use-view.ts';

/** Makes links to the panel of an error, over the page that is open. */
export function useErrorLink(): (id: ErrorId) => LinkTo {
  const { view } = useView();
  const page = toPage(useLocation().pathname.slice(1));
  return (id) => errorLink(page, view, id);
}
