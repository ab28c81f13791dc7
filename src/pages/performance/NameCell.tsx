import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { transactionLink } from '../../view/links.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import css from './performance.module.css';

const METHOD = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?=\S)/;

/**
 * A transaction's name with its kind and project; the link of its row. It follows the view by itself: the numbers beside it
 * are drawn again only when they are others.
 */
export function NameCell(props: {
  readonly transaction: string;
  readonly project: string;
  readonly op: string;
}): ReactNode {
  const { transaction, project, op } = props;
  const { view } = useView();
  const projectLabel = useProjectLabel();
  const to = useMemo(() => transactionLink(view, { project, transaction }), [view, project, transaction]);
  const [method = ''] = METHOD.exec(transaction) ?? [];
  const rest = toVisibleLine(transaction.slice(method.length));
  const place = toVisibleLine(projectLabel(project));
  return (
    <span className={css.name}>
      <OpGlyph op={op} />
      <span className={css.nameText}>
        <Link to={to} data-row-link className={css.nameLink} title={`${method}${rest} of ${place}`}>
          {method !== '' && <span className={css.method}>{method}</span>}
          {rest === '' ? '(no name)' : rest}
        </Link>
        <span className={css.project}>{place}</span>
      </span>
    </span>
  );
}
