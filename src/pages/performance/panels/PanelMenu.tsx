import { Check, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { PopupMenu } from '../../../ui/popup/PopupMenu.tsx';
import { useHold } from '../../../view/tick-context.tsx';
import type { PanelKind } from '../../../view/view.ts';
import css from '../performance.module.css';
import { panelWords } from './panel-words.ts';

/** A list widget's name, which opens the choice of what it shows. */
export function PanelMenu(props: {
  readonly kind: PanelKind;
  readonly choices: readonly PanelKind[];
  readonly onChoose: (kind: PanelKind) => void;
}): ReactNode {
  const { kind, choices, onChoose } = props;
  const [isOpen, setIsOpen] = useState(false);
  useHold(isOpen);
  const { label, help } = panelWords(kind);
  return (
    <PopupMenu
      position="bottom-start"
      width={220}
      onOpenChange={setIsOpen}
      trigger={
        <button type="button" className={css.metric} title={help}>
          {label}
          <ChevronDown size={12} strokeWidth={1.5} aria-hidden />
        </button>
      }
    >
      {(Menu) =>
        choices.map((choice) => (
          <Menu.RadioItem
            key={choice}
            value={choice}
            checked={choice === kind}
            checkIcon={<Check size={14} aria-hidden />}
            closeMenuOnClick
            onChange={() => onChoose(choice)}
          >
            {panelWords(choice).label}
          </Menu.RadioItem>
        ))
      }
    </PopupMenu>
  );
}
