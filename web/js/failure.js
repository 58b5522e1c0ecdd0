// @ts-check
/** What goes wrong with a call of the engine. */

/** @typedef {import("./protocol.js").Problem} Problem */

/** What a call is rejected with. */
export class Failure extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.message);
    this.name = "Failure";
    this.problem = problem;
  }
}

/** @param {unknown} thrown @returns {Problem} */
export function asProblem(thrown) {
  if (thrown instanceof Failure) return thrown.problem;
  return { kind: "crash", message: thrown instanceof Error ? thrown.message : String(thrown) };
}
