/**
 * What the build knows and the page shows. web/cmd/build writes this module while it bundles; there is no such file.
 */

/**
 * Version of the whole page, such as "0.1.0+1a2b3c4d": the released number and the start of a hash over everything in
 * it.
 */
export const VERSION: string;
/** Day of the release, RFC 3339 date. A clock before it is wrong. */
export const RELEASED: string;
/** Source text of the engine's worker. */
export const WORKER: string;
/** Addresses of the engines' wasm files relative to the page; null when the page holds the (whole) engine itself. */
export const ENGINES: { lean: string; whole: string } | null;
/** SHA-256 of the whole engine's wasm, lower-case hex. */
export const ENGINE_SHA256: string;
/** The single file that holds everything, null inside of that file. */
export const COPY: { url: string; name: string; bytes: number; sha256: string } | null;
