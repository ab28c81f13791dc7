import type { ReactNode } from 'react';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { RuleEdit } from '../../model/alerts.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMinute } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { useView } from '../../view/use-view.ts';
import { describeEdits } from './changes.ts';
import css from './alerts.module.css';

/** Every version of a rule that is kept; each can be gone back to, which is a new version. */
export function EditHistory(props: {
  readonly edits: readonly RuleEdit[];
  readonly onRestore: (rule: AlertRule) => void;
}): ReactNode {
  const { edits, onRestore } = props;
  const { zone } = useView().view;
  if (edits.length === 0) return <p className={css.quiet}>No version of it is kept yet.</p>;
  return (
    <ol className={css.timeline}>
      {describeEdits(edits, zone).map(({ at, rule, changes }, index) => (
        <li key={`${at} ${index}`}>
          <time dateTime={new Date(at).toISOString()}>{formatMinute(at, zone)}</time>
          <span>
            {changes.length === 0 ? 'written as it was' : toVisibleLine(changes.join('; '))}
            {index > 0 && (
              <Button
                size="small"
                look="ghost"
                aria-label={`Go back to the version of ${formatMinute(at, zone)}`}
                onClick={() => onRestore(rule)}
              >
                Go back to this
              </Button>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
