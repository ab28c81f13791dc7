import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ErrorGroup } from '../../../model/error-group.ts';
import { Figure } from '../../../ui/figure/Figure.tsx';
import { errorTitle, partWords } from '../../../ui/figure/error-words.ts';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { ProblemPanel } from '../../../ui/states/ProblemPanel.tsx';
import { Note } from '../../../ui/states/ResultPanel.tsx';
import { toVisibleLine } from '../../../ui/visible-text.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { useErrorLink } from '../../../view/use-error-link.ts';
import { useErrors } from '../../../view/use-errors.ts';
import { PanelSkeleton } from './PanelSkeleton.tsx';
import css from './panels.module.css';

/** The kinds of errors that were reported most often while the page's transactions ran. */
export function ErrorsPanel({
  scope,
  rows,
}: {
  readonly scope: ComparedScope;
  readonly rows: number;
}): ReactNode {
  const { data, problem, retry } = useErrors(scope, null, rows);
  if (data === undefined) {
    return problem === null ? (
      <PanelSkeleton rows={rows} />
    ) : (
      <ProblemPanel problem={problem} onRetry={retry} size="widget" />
    );
  }
  const part = partWords(data);
  return (
    <>
      {data.groups.length === 0 ? (
        <EmptyPanel
          size="widget"
          message="No errors"
          advice="None was reported in this range for what the filters leave."
        />
      ) : (
        <ol className={css.list}>
          {data.groups.map((group) => (
            <Row key={kindKey(group)} group={group} />
          ))}
        </ol>
      )}
      {part !== '' && <Note text={part} />}
      {problem !== null && (
        <Note text={`These are earlier figures: ${problem.message} ${problem.advice}`} onRetry={retry} />
      )}
    </>
  );
}

/** A kind of error: a link to its newest event, and how many there were, to how many users. */
function Row({ group }: { readonly group: ErrorGroup }): ReactNode {
  const toLink = useErrorLink();
  const { project, transaction, message, count, users, newest } = group;
  const title = errorTitle(group);
  const where = transaction === null ? 'no transaction' : toVisibleLine(transaction);
  return (
    <li className={`${css.row} ${css.counts}`}>
      <Link
        to={toLink({ project, eventId: newest[0]?.eventId ?? '' })}
        className={css.name}
        title={`${title}: ${toVisibleLine(message)} (${where})`}
      >
        {title} <span className={css.project}>{where}</span>
      </Link>
      <b className={css.value}>
        <Figure name="errors" value={count} unit="count" />
      </b>
      <span className={css.beside}>
        <Figure name="users" value={users} unit="count" />
      </span>
    </li>
  );
}

function kindKey({ project, transaction, type, frame }: ErrorGroup): string {
  return JSON.stringify([project, transaction, type, frame]);
}
