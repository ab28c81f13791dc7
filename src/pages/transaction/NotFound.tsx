import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Range } from '../../model/time.ts';
import { BUTTON_CLASS, Button } from '../../ui/Button.tsx';
import { formatTime } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { performanceLink } from '../../view/links.ts';
import { readShow } from '../../view/read-result.ts';
import { resolveRange } from '../../view/range.ts';
import { useTick } from '../../view/tick-context.tsx';
import { useAsk } from '../../view/use-ask.ts';
import { useInfo } from '../../view/use-info.ts';
import { useLoading } from '../../view/use-loading.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { transactionFilter } from '../../view/use-transaction-scope.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import { Meant } from './Meant.tsx';
import { lastSeenQuery } from './questions.ts';

/** A link back to all transactions, looking like a button. */
export function BackLink(): ReactNode {
  const { view } = useView();
  return (
    <Link className={BUTTON_CLASS} data-look="plain" data-size="normal" to={performanceLink(view)}>
      All transactions
    </Link>
  );
}

/** Stands in for the page of a transaction of which nothing matches: says when it was seen last, if ever. */
export function NotFound({ id }: { readonly id: TransactionId }): ReactNode {
  const { view, edit } = useView();
  const { now } = useTick();
  const projectLabel = useProjectLabel();
  const { info } = useInfo();
  const { stopped } = useLoading();
  const extent = info?.extent ?? null;
  // The last row ends at the extent's end, which a range does not hold.
  const all: Range | null = extent === null ? null : { start: extent.start, end: extent.end + 1 };
  const { data } = useAsk(all === null ? null : lastSeenQuery(transactionFilter(id), all));
  const seen = data === undefined ? Number.NaN : readShow(data, { metric: 'last_seen' });
  const name = toVisibleLine(id.transaction);
  const { start, end } = resolveRange(view.range, now);
  const length = end - start;
  if (Number.isFinite(seen)) {
    const isWithin = seen >= start && seen < end;
    return (
      <EmptyPanel
        size="page"
        message={`No event of “${name}” matches`}
        advice={`It was seen last at ${formatTime(seen, view.zone)}${isWithin ? ', but the filters leave it out' : ''}.`}
        action={
          <>
            <Button
              look="primary"
              onClick={() =>
                isWithin
                  ? edit({ environments: [], projects: [], search: '' })
                  : edit({ range: { start: Math.floor(seen - length) + 1, end: Math.floor(seen) + 1 } })
              }
            >
              {isWithin ? 'Remove the filters' : 'Go there'}
            </Button>
            <BackLink />
          </>
        }
      />
    );
  }
  const isKnown = all === null || data?.complete === true;
  const { message, advice } = isKnown
    ? {
        message: `There is no transaction “${name}”`,
        advice: `Nothing of that name was ever received for “${toVisibleLine(projectLabel(id.project))}”.`,
      }
    : stopped === null
      ? {
          message: `No event of “${name}” in this range`,
          advice: 'Looking for when it was seen last.',
        }
      : {
          message: `No event of “${name}” is loaded`,
          advice:
            'Loading was stopped, so that not all of the time was looked through. Go on with it at the top of the page.',
        };
  return (
    <EmptyPanel
      size="page"
      message={message}
      advice={advice}
      action={
        <>
          {all !== null && data !== undefined && <Meant id={id} range={all} />}
          <BackLink />
        </>
      }
    />
  );
}
