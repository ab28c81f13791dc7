import { X } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../Button.tsx';
import { ToastContext } from './toast-context.ts';
import type { Toast } from './toast-context.ts';
import css from './toast.module.css';

/** How long what can be taken back is offered to be, in milliseconds; what only says something stays for less. */
const UNDO_MS = 10_000;
const PLAIN_MS = 6_000;

type Shown = Toast & { readonly id: number };

/**
 * Says things in passing, the newest below. Their time stands still while the pointer or the focus is on any of them.
 * Leaving the window does nothing that could still have been taken back.
 */
export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const [isHeld, setIsHeld] = useState(false);
  const region = useRef<HTMLElement>(null);
  const last = useRef(0);
  const tell = useCallback((toast: Toast): void => {
    last.current += 1;
    const id = last.current;
    setShown((all) => [...all, { ...toast, id }]);
  }, []);
  const close = useCallback((id: number): void => {
    setShown((all) => all.filter((each) => each.id !== id));
  }, []);
  useEffect(() => {
    const here = region.current;
    if (here === null) return;
    const hold = (): void => setIsHeld(true);
    const letGo = (): void => setIsHeld(false);
    const abort = new AbortController();
    for (const event of ['mouseenter', 'focusin']) here.addEventListener(event, hold, abort);
    for (const event of ['mouseleave', 'focusout']) here.addEventListener(event, letGo, abort);
    return () => abort.abort();
  }, []);
  // Who presses the last button is on none of them any more.
  if (shown.length === 0 && isHeld) setIsHeld(false);
  return (
    <ToastContext value={tell}>
      {children}
      <section ref={region} className={css.region} aria-label="Messages">
        <div aria-live="polite">
          {shown.map((toast) => (
            <Card key={toast.id} toast={toast} isHeld={isHeld} onClose={close} />
          ))}
        </div>
      </section>
    </ToastContext>
  );
}

function Card(props: {
  readonly toast: Shown;
  readonly isHeld: boolean;
  readonly onClose: (id: number) => void;
}): ReactNode {
  const { toast, isHeld, onClose } = props;
  const { id, message, tone = 'plain', undo } = toast;
  const lasts = tone === 'bad' ? null : undo === undefined ? PLAIN_MS : UNDO_MS;
  const left = useRef(lasts);
  const latest = useRef(toast);
  const end = useCallback((): void => {
    onClose(id);
    latest.current.afterwards?.();
  }, [id, onClose]);
  useEffect(() => {
    const remaining = left.current;
    if (isHeld || remaining === null) return;
    const since = performance.now();
    const timer = setTimeout(end, remaining);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(0, remaining - (performance.now() - since));
    };
  }, [isHeld, end]);
  return (
    <div className={css.toast} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      <p>{message}</p>
      {undo !== undefined && (
        <Button
          size="small"
          onClick={() => {
            onClose(id);
            undo();
          }}
        >
          Undo
        </Button>
      )}
      <IconButton
        size="small"
        label={undo === undefined ? 'Close' : 'Close, without undoing it'}
        icon={<X size={14} strokeWidth={1.5} aria-hidden />}
        onClick={end}
      />
      {undo !== undefined && (
        <span
          className={css.time}
          style={{ animationDuration: `${UNDO_MS}ms`, animationPlayState: isHeld ? 'paused' : 'running' }}
          aria-hidden
        />
      )}
    </div>
  );
}
