/** Whether this browser shows notifications of this page: `ask` where nobody has said yet. */
export type NotifyState = 'shown' | 'ask' | 'denied' | 'unsupported';

export function notifyState(): NotifyState {
  if (typeof Notification === 'undefined') return 'unsupported';
  if (Notification.permission === 'granted') return 'shown';
  return Notification.permission === 'denied' ? 'denied' : 'ask';
}

/** Asks the person at this browser; only a click may do that. */
export async function askToNotify(): Promise<NotifyState> {
  if (notifyState() === 'ask') await Notification.requestPermission();
  return notifyState();
}

/**
 * Shows a notification, where that is allowed. Those of the same `tag` are one, whichever tabs show it. Says whether it
 * could: some browsers for phones show none of a page.
 */
export function notify(title: string, body: string, tag: string): boolean {
  if (notifyState() !== 'shown') return false;
  try {
    const shown = new Notification(title, { body, tag });
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
    });
    return true;
  } catch {
    return false;
  }
}
