import { createContext, useContext } from 'react';

/** Something that is said in passing, at the foot of the window. */
export interface Toast {
  readonly message: string;
  /** `bad` stays until it is closed. */
  readonly tone?: 'plain' | 'bad';
  /** Offers to take back what was done. */
  readonly undo?: () => void;
  /** What is done once it can no longer be taken back: when its time is over, or when it is closed. */
  readonly afterwards?: () => void;
}

/** Says something in passing. */
export type Tell = (toast: Toast) => void;

export const ToastContext = createContext<Tell | null>(null);

/** The same function as long as the window is open. */
export function useToast(): Tell {
  const tell = useContext(ToastContext);
  if (tell === null) throw new Error('useToast is used outside of a ToastProvider.');
  return tell;
}
