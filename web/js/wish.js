// @ts-check
/** What a person wishes of the certificate that a request becomes; lives as long as the panel. */

/** @typedef {import("./types.js").Request} Request */
/**
 * @typedef {{of: string, request: number, names: string, kind: "server"|"client"|"both", days: number}} Wish of: the
 *   request in PEM
 */

/** @type {Wish|null} */
let wish = null;

/** @param {Request[]} requests @returns {Wish} as the request asks, until it is changed */
export function wishFor(requests) {
  if (!wish || requests[wish.request]?.pem !== wish.of) wish = asked(requests, 0);
  return wish;
}

/** @param {Request[]} requests @param {number} request another one is chosen */
export function wishOther(requests, request) {
  wish = asked(requests, request);
}

/** @param {Request[]} requests @param {number} request @returns {Wish} */
function asked(requests, request) {
  const { pem, hosts, kind } = requests[request];
  return { of: pem, request, names: hosts.join("\n"), kind: /** @type {Wish["kind"]} */ (kind), days: 397 };
}

export const forgetWish = () => void (wish = null);
