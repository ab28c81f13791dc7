import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { AlertLink } from '../../ui/chart/AlertLink.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { StarButton } from '../../ui/table/StarButton.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { newAlertLink, trendsLink } from '../../view/links.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useStars } from '../../view/use-stars.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import { ThresholdEditor } from './ThresholdEditor.tsx';
import css from './transaction.module.css';

/** Which transaction the page is about, and which part of it is open. */
export function Header(props: {
  readonly id: TransactionId;
  readonly op: string;
  /** The ways to the parts of the page. */
  readonly parts: ReactNode;
}): ReactNode {
  const { id, op, parts } = props;
  const { isStarred, toggle } = useStars();
  const projectLabel = useProjectLabel();
  const { view } = useView();
  const name = toVisibleLine(id.transaction);
  return (
    <header className={css.header}>
      <OpGlyph op={op} />
      <h1 title={name}>{name === '' ? '(no name)' : name}</h1>
      <span className={css.project}>
        {toVisibleLine(projectLabel(id.project))}
        {op !== '' && ` · ${toVisibleLine(op)}`}
      </span>
      {parts}
      <span className={css.actions}>
        <ThresholdEditor id={id} />
        <Link
          to={trendsLink(view, id)}
          className={css.trendLink}
          title="Whether, when and why it changed"
          data-screen
        >
          Trend
        </Link>
        <AlertLink name="p95 duration" to={newAlertLink(view, { metric: 'p95' }, id)} />
        <CopyButton isIconOnly look="ghost" size="small" label="Copy the name" text={() => id.transaction} />
        <StarButton
          name={name}
          isStarred={isStarred(id)}
          onToggle={toggle === null ? null : () => toggle(id)}
        />
      </span>
    </header>
  );
}
