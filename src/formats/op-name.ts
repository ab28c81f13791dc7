/** Names of operations before Sentry's SDK 11, with those of today. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['middleware.express', 'middleware'],
  ['middleware.express.use', 'middleware'],
  ['request_handler.express', 'handler'],
  ['router.express', 'router'],
  ['browser.DNS', 'browser.dns'],
  ['browser.loadEvent', 'browser.load_event'],
  ['browser.domContentLoadedEvent', 'browser.dom_content_loaded_event'],
  ['browser.unloadEvent', 'browser.unload_event'],
  ['ui.long-animation-frame', 'ui.long_animation_frame'],
  ['ui.long-task', 'ui.long_task'],
  ['paint', 'browser.paint'],
]);

/** An operation by today's name, so that spans of all versions of an SDK count together. */
export function stableOp(op: string): string {
  return RENAMED.get(op) ?? op;
}
