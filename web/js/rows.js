// @ts-check
/** From the table of an audit to the report of one row, and back. */
import { call } from "./engine.js";
import { asProblem } from "./failure.js";
import { state, set } from "./store.js";
import { focusVerdict } from "./announce.js";
import { checkArgs, inputs } from "./asking.js";
import { check, giveUp } from "./checking.js";
import { drop } from "./secrets.js";
import { planFleet, stopFleet } from "./fleets.js";

/** @typedef {import("./types.js").AuditRow} AuditRow */

/** Opens one row as a report. @param {Pick<AuditRow, "sha256"|"role">} row */
export async function openRow(row) {
  stopFleet(); // the engine is wanted
  drop("repair");
  try {
    const { inputs: some } = await call("pick", { ...checkArgs(inputs()), sha256: row.sha256 });
    const heap = { text: state.text, files: state.files };
    set({
      text: "",
      files: some,
      heap,
      row: row.sha256,
      fromAudit: true,
      roles: { [row.sha256]: "leaf" },
      chain: null,
    });
    if (row.role !== "leaf") set({ roles: {} });
    await check(true);
  } catch (thrown) {
    set({ problem: asProblem(thrown) });
  }
}

/** Goes back from a row to its table. */
export function backToTable() {
  giveUp(); // what may be left of the row's report
  if (state.heap)
    set({
      ...state.heap,
      heap: null,
      row: "",
      view: "audit",
      report: null,
      fromAudit: false,
      roles: {},
      chain: null,
      problem: null,
    });
  drop("repair");
  drop("kit");
  planFleet();
  focusVerdict();
}
