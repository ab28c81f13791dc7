import { CircleAlert, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../Button.tsx';
import { toVisible } from '../visible-text.ts';
import css from './Banner.module.css';

/** Something that concerns everything on the page: it stays until it is over or was read. */
export function Banner(props: {
  readonly tone: 'warn' | 'bad';
  readonly message: string;
  readonly advice: string;
  /** What can be done about it: a button. */
  readonly action?: ReactNode;
  /** Where it is left out, the banner cannot be closed. */
  readonly onClose?: () => void;
}): ReactNode {
  const { tone, message, advice, action, onClose } = props;
  const Icon = tone === 'bad' ? CircleAlert : TriangleAlert;
  return (
    <div className={css.banner} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon className={css.icon} size={16} strokeWidth={1.5} aria-hidden />
      <p className={css.text}>
        <span className={css.message}>{toVisible(message)}</span>{' '}
        <span className={css.advice}>{toVisible(advice)}</span>
      </p>
      {action}
      {onClose !== undefined && (
        <IconButton
          size="small"
          label="Close this message"
          icon={<X size={16} strokeWidth={1.5} aria-hidden />}
          onClick={onClose}
        />
      )}
    </div>
  );
}
