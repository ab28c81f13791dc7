import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import type { LinkTo } from '../../view/links.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import css from './performance.module.css';

const METHOD = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?=\S)/;

/** A transaction's name with its kind and project; the link of its row. */
export function NameCell(props: {
  readonly transaction: string;
  readonly project: string;
  readonly op: string;
  readonly to: LinkTo;
}): ReactNode {
  const { transaction, project, op, to } = props;
  const projectLabel = useProjectLabel();
  const [method = ''] = METHOD.exec(transaction) ?? [];
  const rest = toVisibleLine(transaction.slice(method.length));
  return (
    <span className={css.name}>
      <OpGlyph op={op} />
      <span className={css.nameText}>
        <Link to={to} data-row-link className={css.nameLink}>
          {method !== '' && <span className={css.method}>{method}</span>}
          {rest === '' ? '(no name)' : rest}
        </Link>
        <span className={css.project}>{toVisibleLine(projectLabel(project))}</span>
      </span>
    </span>
  );
}
