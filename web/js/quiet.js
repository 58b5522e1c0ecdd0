// @ts-check
/** Work that waits for a moment in which the page has nothing else to do. */

/**
 * @param {() => void} work done in an idle moment; where a browser tells of none, a little later
 * @param {IdleRequestOptions} [how] timeout: milliseconds after which it is done in any case
 */
export function whenIdle(work, how) {
  if (typeof requestIdleCallback === "function") requestIdleCallback(() => work(), how);
  else setTimeout(work, 50);
}
