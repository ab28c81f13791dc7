import { Bookmark } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { lazyPart } from '../../ui/part/lazy-part.ts';
import { PopupPanel } from '../../ui/popup/PopupPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import type { Page } from '../../view/links.ts';
import { useHold } from '../../view/tick-context.tsx';
import { useSavedViews } from '../../view/use-saved-views.ts';

const SavedViewPanel = lazyPart(async () => (await import('./later-parts.ts')).SavedViewPanel);

/** Views with a name, as the source keeps them for everybody; nothing where it keeps none. */
export function SavedViews({ page, title }: { readonly page: Page; readonly title: string }): ReactNode {
  const saved = useSavedViews(page);
  const [isOpen, setIsOpen] = useState(false);
  const { current } = saved;
  useHold(isOpen);
  if (!saved.isKept) return null;
  return (
    <PopupPanel
      label="Saved views"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      position="bottom-end"
      width={320}
      trigger={
        <IconButton
          label={current === null ? 'Saved views' : `Saved views: ${current}`}
          icon={
            <Bookmark
              size={16}
              strokeWidth={1.5}
              fill={current === null ? 'none' : 'currentColor'}
              aria-hidden
            />
          }
        />
      }
    >
      {() => (
        <Suspense fallback={<Skeleton height={88} />}>
          <SavedViewPanel saved={saved} title={title} onDone={() => setIsOpen(false)} />
        </Suspense>
      )}
    </PopupPanel>
  );
}
