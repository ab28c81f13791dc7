import { Copy, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { copyText } from '../clipboard.ts';
import type { Kit } from '../popup/use-kit.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** The item of a menu that copies a value. The menu stays, and the item says so, where the browser lets nothing be copied. */
export function CopyValue(props: {
  readonly menu: Kit['Menu'];
  readonly value: string;
  /** Closes the menu. */
  readonly onCopied: () => void;
}): ReactNode {
  const { menu: Menu, value, onCopied } = props;
  const [isRefused, setIsRefused] = useState(false);
  const copy = async (): Promise<void> => {
    if (await copyText(value)) onCopied();
    else setIsRefused(true);
  };
  return (
    <>
      <Menu.Divider />
      <Menu.Item
        closeMenuOnClick={false}
        leftSection={isRefused ? <TriangleAlert {...ICON} /> : <Copy {...ICON} />}
        onClick={() => void copy()}
      >
        <span aria-live="polite">{isRefused ? 'Not copied: the browser refused' : 'Copy the value'}</span>
      </Menu.Item>
    </>
  );
}
