import type { ComponentPropsWithRef, ReactNode } from 'react';
import css from './Button.module.css';

interface Look {
  /** `plain` where it is left out. One button of a screen at most is `primary`. */
  readonly look?: 'plain' | 'primary' | 'ghost';
  readonly size?: 'normal' | 'small';
  readonly icon?: ReactNode;
}

/** A button with words, and an icon before them or none. */
export function Button(props: Look & ComponentPropsWithRef<'button'>): ReactNode {
  const { look = 'plain', size = 'normal', icon, children, className, ...rest } = props;
  return (
    <button type="button" {...rest} className={join(className)} data-look={look} data-size={size}>
      {icon}
      {children}
    </button>
  );
}

/** A button that is an icon; `label` is its name for those who do not see it, and its tooltip. */
export function IconButton(
  props: Look & { readonly label: string } & ComponentPropsWithRef<'button'>,
): ReactNode {
  const { look = 'ghost', size = 'normal', icon, label, className, ...rest } = props;
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={join(className)}
      data-look={look}
      data-size={size}
      data-icon-only
    >
      {icon}
    </button>
  );
}

/** The class of a button, for a link that looks like one; take `data-look` and `data-size` along. */
export const BUTTON_CLASS = css.button ?? '';

function join(more: string | undefined): string {
  return more === undefined ? BUTTON_CLASS : `${BUTTON_CLASS} ${more}`;
}
