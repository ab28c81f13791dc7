import type { ReactNode } from 'react';
import type { StoppedLoad } from '../../model/source.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount, formatMinute } from '../../ui/format.ts';
import { Banner } from '../../ui/shell/Banner.tsx';
import { useLoading } from '../../view/use-loading.ts';
import { useView } from '../../view/use-view.ts';
import type { Zone } from '../../view/view.ts';

/** What is there of a load that was stopped, and what is not. */
function stoppedWords({ rows, total, since }: StoppedLoad, zone: Zone): string {
  if (rows === 0) return 'Loading was stopped before anything of it came.';
  const whence = since === null || rows === 1 ? '' : `, those since ${formatMinute(since, zone)}`;
  const of = total === null ? '' : ` of ${formatCount(total)}`;
  const come =
    rows === 1
      ? `only the newest${of} ${total === null || total === 1 ? 'transaction' : 'transactions'} has come`
      : `the newest ${formatCount(rows)}${of} transactions have come`;
  return `Loading was stopped: ${come}${whence}.`;
}

/** Says what is shown where loading was stopped, and goes on with it. */
export function StoppedBanner(): ReactNode {
  const { stopped, resume } = useLoading();
  const { view } = useView();
  if (stopped === null) return null;
  return (
    <Banner
      tone="warn"
      message={stoppedWords(stopped, view.zone)}
      advice="All figures are of what is loaded."
      action={
        <Button size="small" onClick={resume}>
          Go on loading
        </Button>
      }
    />
  );
}
