import { Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import type { Problem } from '../../model/result.ts';
import { Button } from '../../ui/Button.tsx';
import { extraPart } from '../../ui/part/lazy-part.ts';
import { Banner } from '../../ui/shell/Banner.tsx';
import { useSearch } from '../../view/use-search.ts';
import { useView } from '../../view/use-view.ts';

const StoppedBanner = extraPart(async () => (await import('./later-parts.ts')).StoppedBanner);

/** What has to be said above every page: the source is gone, the engine was restarted, the address is half read. */
export function Banners(props: {
  readonly problem: Problem | null;
  readonly restartReason: Problem | null;
  readonly onRetry: () => void;
}): ReactNode {
  const { problem, restartReason, onRetry } = props;
  const { view, notices, edit } = useView();
  const { error } = useSearch();
  const [read, setRead] = useState<readonly string[]>([]);
  const close = (message: string) => (): void => setRead([...read, message]);
  const restarted = restartReason?.message ?? '';
  return (
    <>
      {problem !== null && (
        <Banner
          tone={problem.kind === 'partial' || problem.kind === 'stale' ? 'warn' : 'bad'}
          message={problem.message}
          advice={problem.advice}
          action={
            <Button size="small" onClick={onRetry}>
              Retry now
            </Button>
          }
        />
      )}
      <Suspense>
        <StoppedBanner />
      </Suspense>
      {restartReason !== null && !read.includes(restarted) && (
        <Banner
          tone="warn"
          message="The engine was restarted."
          advice={`${restarted} What is on screen is being loaded again.`}
          onClose={close(restarted)}
        />
      )}
      {error !== null && (
        <Banner
          tone="warn"
          message={`The search in the address cannot be read and is not applied: ${error.message}`}
          advice={error.advice}
          action={
            <Button size="small" onClick={() => edit({ search: '' })}>
              Remove {view.search.length <= 24 ? `“${view.search}”` : 'it'}
            </Button>
          }
        />
      )}
      {notices
        .filter(({ message }) => !read.includes(message))
        .map(({ key, message }) => (
          <Banner key={key} tone="warn" message={message} advice="" onClose={close(message)} />
        ))}
    </>
  );
}
