/**
 * Waits until everything else that is due had its turn: messages that arrived, timers, answers. A MessageChannel,
 * because browsers slow down repeated timeouts to 4 ms each.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
