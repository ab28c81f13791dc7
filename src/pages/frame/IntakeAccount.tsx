import { Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import type { Quality } from '../../model/source.ts';
import { formatCount } from '../../ui/format.ts';
import { PopupPanel } from '../../ui/popup/PopupPanel.tsx';
import css from './IntakeAccount.module.css';

/** How many items a collector received, and on a click what became of each of them: the account. */
export function IntakeAccount(props: { readonly quality: Quality; readonly account: ReactNode }): ReactNode {
  const { quality, account } = props;
  const [isOpen, setIsOpen] = useState(false);
  const refused = quality.refused.reduce((sum, { count }) => sum + count, 0);
  const received = `${formatCount(quality.received)} received`;
  const words = refused === 0 ? received : `${received}, ${formatCount(refused)} refused`;
  return (
    <PopupPanel
      label="What was received"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      position="top-start"
      offset={8}
      width={300}
      trigger={
        <button type="button" className={css.open} title={words}>
          <span data-rail-words>{words}</span>
        </button>
      }
    >
      {() => (
        <div className={css.focus} tabIndex={-1} data-autofocus>
          <Suspense>{account}</Suspense>
        </div>
      )}
    </PopupPanel>
  );
}
