import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { kindKey } from '../../../model/error-group.ts';
import type { ErrorGroup, ErrorGroups } from '../../../model/error-group.ts';
import { Figure } from '../../../ui/figure/Figure.tsx';
import { errorTitle, partWords } from '../../../ui/figure/error-words.ts';
import { AnswerPanel } from '../../../ui/states/AnswerPanel.tsx';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { Note } from '../../../ui/states/Note.tsx';
import { toVisibleLine } from '../../../ui/visible-text.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { useErrorLink } from '../../../view/use-error-link.ts';
import { useErrors } from '../../../view/use-errors.ts';
import { OF_WHAT_IS_LOADED, useIsCut } from '../../../view/use-is-cut.ts';
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
  const answer = useErrors(scope, null, rows);
  return (
    <AnswerPanel answer={answer} skeleton={<PanelSkeleton rows={rows} />} size="widget">
      {(data) => <Kinds answer={data} />}
    </AnswerPanel>
  );
}

function Kinds({ answer }: { readonly answer: ErrorGroups }): ReactNode {
  const part = partWords(answer);
  const isCut = useIsCut();
  return (
    <>
      {answer.groups.length === 0 ? (
        <EmptyPanel
          size="widget"
          message="No errors"
          advice={`None was reported in this range for what the filters leave.${isCut ? ` ${OF_WHAT_IS_LOADED}` : ''}`}
        />
      ) : (
        <ol className={css.list}>
          {answer.groups.map((group) => (
            <Row key={kindKey(group)} group={group} />
          ))}
        </ol>
      )}
      {part !== '' && <Note text={part} />}
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
