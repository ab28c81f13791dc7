import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SavedView } from '../../model/source.ts';
import { IconButton } from '../../ui/Button.tsx';
import { PopupPanel } from '../../ui/popup/PopupPanel.tsx';
import { SavedViewList } from '../../ui/shell/SavedViewList.tsx';
import type { Page } from '../../view/links.ts';
import { savedLink } from '../../view/saved-views.ts';
import { useHold } from '../../view/tick-context.tsx';
import { useSavedViews } from '../../view/use-saved-views.ts';
import type { UsedSavedViews } from '../../view/use-saved-views.ts';
import { useView } from '../../view/use-view.ts';

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
      {() => <Opened saved={saved} title={title} onDone={() => setIsOpen(false)} />}
    </PopupPanel>
  );
}

/** While it is open, what was deleted in it can be taken back. */
function Opened(props: {
  readonly saved: UsedSavedViews;
  readonly title: string;
  readonly onDone: () => void;
}): ReactNode {
  const { saved, title, onDone } = props;
  const { views, current, save, rename, remove, restore } = saved;
  const { source } = useView().view;
  const [removed, setRemoved] = useState<{ readonly view: SavedView; readonly at: number } | null>(null);
  const undo = (): void => {
    if (removed !== null) restore(removed.view, removed.at);
    setRemoved(null);
  };
  return (
    <SavedViewList
      views={views.map((view) => ({ name: view.name, to: savedLink(view, source) }))}
      current={current}
      suggestion={title}
      onSave={save}
      onOpen={onDone}
      onRename={rename}
      onRemove={(name) => {
        const at = views.findIndex((view) => view.name === name);
        const view = views[at];
        if (view !== undefined) setRemoved({ view, at });
        remove(name);
      }}
      removed={removed === null ? null : { name: removed.view.name, onUndo: undo }}
    />
  );
}
