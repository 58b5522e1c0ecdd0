// @ts-check
/** What the engine is asked: the input and the choices of the page, as the arguments of a call. */
import { DEFAULT_CLIENT } from "./defaults.js";
import { EXAMPLES } from "./examples.js";
import { state } from "./store.js";

/** @typedef {import("./types.js").Input} Input */

export const LIMIT = 64 * 1024 * 1024; // bytes that the engine accepts in all
export const BOX_LIMIT = 256 * 1024; // characters that a text box still shows without stutter

/** @returns {Input[]} what is given, as the engine wants it */
export function inputs() {
  const text = state.text.trim() === "" ? [] : [{ name: "", data: new TextEncoder().encode(state.text) }];
  return [...text, ...state.files];
}

// milliseconds in which edits are judged for one moment: the report then changes only where the input did
const SAME_MOMENT = 60_000;
let moment = 0;

/** @returns {string} RFC 3339, the time to judge for */
function now() {
  if (Date.now() - moment > SAME_MOMENT || Date.now() < moment) moment = Date.now();
  return new Date(moment).toISOString();
}

/** @returns {import("./protocol.js").CheckArgs} */
export function checkArgs(given = inputs()) {
  const { client, ownClient, ownHost, as, openssl, passwords, roles, chain, lang } = state;
  return {
    inputs: given,
    client: ownClient || client !== DEFAULT_CLIENT ? client : "",
    ownClient,
    ownHost,
    as,
    openssl,
    host: state.host.trim(),
    time: state.time || now(),
    passwords,
    roles,
    chain,
    lang,
  };
}

/**
 * An example to judge for practice, such as most people's first paste is: nothing of what was given.
 * @returns {{call: "check", args: import("./protocol.js").CheckArgs}}
 */
export const practice = () => ({
  call: "check",
  args: {
    inputs: [{ name: "", data: new TextEncoder().encode(EXAMPLES.elasticsearch) }],
    time: new Date().toISOString(),
    lang: state.lang,
  },
});

/** What is asked next is judged for the moment at which it is asked. */
export function anew() {
  moment = 0;
}
