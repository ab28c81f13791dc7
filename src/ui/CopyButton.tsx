import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, IconButton } from './Button.tsx';
import { copyText } from './clipboard.ts';

interface CopyButtonProps {
  /** Made at the moment of the click: a link may depend on the time. */
  readonly text: () => string;
  /** What is copied, such as `Copy link`. */
  readonly label: string;
  readonly icon?: ReactNode;
  readonly isIconOnly?: boolean;
  readonly look?: 'plain' | 'ghost';
  readonly size?: 'normal' | 'small';
  readonly className?: string | undefined;
}

const SAYS = { idle: '', copied: 'Copied', failed: 'Not copied' } as const;

/** Copies a text and says for two seconds whether that worked. */
export function CopyButton(props: CopyButtonProps): ReactNode {
  const { text, label, icon, isIconOnly = false, look = 'plain', size = 'normal', className } = props;
  const [state, setState] = useState<keyof typeof SAYS>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (): void => {
    void copyText(text()).then((isCopied) => setState(isCopied ? 'copied' : 'failed'));
  };
  const shown = {
    idle: icon ?? <Copy size={16} strokeWidth={1.5} aria-hidden />,
    copied: <Check size={16} strokeWidth={1.5} aria-hidden />,
    failed: <TriangleAlert size={16} strokeWidth={1.5} aria-hidden />,
  }[state];
  const words = state === 'idle' ? label : SAYS[state];
  return (
    <>
      {isIconOnly ? (
        <IconButton label={words} icon={shown} look={look} size={size} className={className} onClick={copy} />
      ) : (
        <Button icon={shown} look={look} size={size} className={className} onClick={copy}>
          {words}
        </Button>
      )}
      <span className="hidden" role="status">
        {SAYS[state]}
      </span>
    </>
  );
}
