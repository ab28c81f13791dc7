import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SavedView } from '../../model/source.ts';
import { SavedViewList } from '../../ui/shell/SavedViewList.tsx';
import { savedLink } from '../../view/saved-views.ts';
import type { UsedSavedViews } from '../../view/use-saved-views.ts';
import { useView } from '../../view/use-view.ts';

/** Views with a name. While it is open, what was deleted in it can be taken back. */
export function SavedViewPanel(props: {
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
