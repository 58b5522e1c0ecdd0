// @ts-check
/**
 * Go's settings for the lean engine. A first verdict leaves a few megabytes behind, so its collector never runs; an
 * engine that is given more than that stops, as it goes without the collector's functions, and the whole one is asked.
 */
export const LEAN_ENV = { GOGC: "off", GOMEMLIMIT: "128MiB" };
