import { CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { toVisible } from '../visible-text.ts';
import css from './states.module.css';

export type PanelSize = 'widget' | 'section' | 'page';

/** Says why there is nothing, and offers the one thing that helps. */
export function EmptyPanel(props: {
  /** Why, in one line: `No transactions match the search`. */
  readonly message: string;
  readonly advice?: string;
  readonly action?: ReactNode;
  readonly size?: PanelSize;
  /** In place of the empty circle, where nothing is good news. */
  readonly icon?: ReactNode;
}): ReactNode {
  const { message, advice, action, size = 'section', icon } = props;
  return (
    <div className={css.panel} data-size={size} role="status">
      <p className={css.title} data-tone={icon === undefined ? undefined : 'good'}>
        {icon ?? <CircleDashed size={16} strokeWidth={1.5} aria-hidden />}
        {toVisible(message)}
      </p>
      {advice !== undefined && <p className={css.advice}>{toVisible(advice)}</p>}
      {action !== undefined && <div className={css.actions}>{action}</div>}
    </div>
  );
}
