import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { toVisibleLine } from '../../../ui/visible-text.ts';
import { transactionLink } from '../../../view/links.ts';
import { useProjectLabel } from '../../../view/use-settings.ts';
import { useView } from '../../../view/use-view.ts';
import type { TransactionId } from '../../../view/view.ts';
import css from './panels.module.css';

/** A transaction of a list widget: a link to its page, and its numbers. */
export function PanelRow(props: { readonly id: TransactionId; readonly children: ReactNode }): ReactNode {
  const { id, children } = props;
  const { view } = useView();
  const projectLabel = useProjectLabel();
  const name = toVisibleLine(id.transaction);
  const project = toVisibleLine(projectLabel(id.project));
  return (
    <li className={css.row}>
      <Link to={transactionLink(view, id)} className={css.name} title={`${name} of ${project}`}>
        {name === '' ? '(no name)' : name} <span className={css.project}>{project}</span>
      </Link>
      {children}
    </li>
  );
}
