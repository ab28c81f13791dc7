import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Range } from '../../model/time.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { transactionLink } from '../../view/links.ts';
import { textsOf } from '../../view/read-result.ts';
import { mostLike } from '../../view/similar-names.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import { namesQuery } from './questions.ts';
import css from './meant.module.css';

const MOST = 5;

/** Transactions that may have been meant by a name of which there is none; nothing where none is like it. */
export function Meant({ id, range }: { readonly id: TransactionId; readonly range: Range }): ReactNode {
  const { view } = useView();
  const projectLabel = useProjectLabel();
  const { data } = useAsk(namesQuery(range));
  const like = useMemo(() => {
    if (data === undefined) return [];
    const projects = textsOf(data, 'project');
    const all = textsOf(data, 'transaction').map((transaction, group) => ({
      project: projects[group] ?? '',
      transaction: transaction ?? '',
    }));
    return mostLike(all, ({ transaction }) => transaction, id.transaction, MOST);
  }, [data, id.transaction]);
  if (like.length === 0) return null;
  return (
    <nav aria-label="Did you mean" className={css.meant}>
      <p>Did you mean</p>
      <ul>
        {like.map((one) => (
          <li key={JSON.stringify(one)}>
            <Link to={transactionLink(view, one)}>{toVisibleLine(one.transaction)}</Link>{' '}
            <span>{toVisibleLine(projectLabel(one.project))}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
