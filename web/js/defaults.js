// @ts-check
/** Whom and what is asked for as long as nobody chooses. */

export const DEFAULT_CLIENT = "python-3.13";
export const DEFAULT_OPENSSL = "3.5";
