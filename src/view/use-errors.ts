import type { ErrorGroups, ErrorKind, ErrorsQuestion } from '../model/error-group.ts';
import type { Scope } from '../model/query.ts';
import type { Source } from '../model/source.ts';
import type { ErrorEvent, ErrorId } from '../model/span.ts';
import { withoutVersus } from './compare.ts';
import type { ComparedScope } from './compare.ts';
import { useSource } from './source-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';
import { useReport } from './use-report.ts';
import type { TransactionId } from './view.ts';

/** Parts of a sparkline of errors. */
const PARTS = 24;

function askErrors(source: Source, question: ErrorsQuestion, signal: AbortSignal): Promise<ErrorGroups> {
  return source.errors(question, signal);
}

/** Errors of a page's rows, put together; of one transaction alone, or of all and none. `kind`: of one kind alone. */
export function useErrors(
  scope: ComparedScope,
  of: TransactionId | null,
  limit: number,
  kind: ErrorKind | null = null,
): Answer<ErrorsQuestion, ErrorGroups> {
  const { range, where, having, havingOver }: Scope = withoutVersus(scope);
  return useReport(
    'errors',
    {
      scope: {
        range,
        where,
        ...(having === undefined ? {} : { having }),
        ...(havingOver === undefined ? {} : { havingOver }),
      },
      of,
      kind,
      parts: PARTS,
      limit,
    },
    askErrors,
  );
}

/** One error with its stack. It is read once: `retry` reads it again. */
export function useError(id: ErrorId): Answer<ErrorId, ErrorEvent> {
  const { source, sourceId } = useSource();
  const isSame = (one: ErrorId, two: ErrorId): boolean =>
    one.eventId === two.eventId && one.project === two.project;
  return useAnswer({
    key: ['error', sourceId, id.project, id.eventId],
    question: id,
    fetch: (asked, signal) => source.error(asked, signal),
    mayKeep: isSame,
    isSame,
  });
}
