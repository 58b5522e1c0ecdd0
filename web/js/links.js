// @ts-check
/** How one certificate of a chain names its issuer, and whether that fits. */

/** @typedef {import("./types.js").Certificate} Certificate */
/**
 * @typedef {{state: "match"|"missing"|"broken",
 *   reasons: ("name"|"key"|"keySame"|"noAki"|"noSki"|"neither"|"serial"|"serialSame")[]}} Link
 */

const bare = (/** @type {string} */ hex) =>
  hex
    .replace(/[:\s]/g, "")
    .toLowerCase()
    .replace(/^0+(?=.)/, "");

/** @param {Certificate} child @param {Certificate} issuer @returns {Link} */
export function compare(child, issuer) {
  /** @type {Link["reasons"]} */
  const reasons = [];
  let broken = child.issuer !== issuer.subject;
  if (broken) reasons.push("name");
  if (child.aki && issuer.ski) {
    const same = child.aki === issuer.ski;
    broken ||= !same;
    reasons.push(same ? "keySame" : "key");
  } else if (child.aki) reasons.push("noSki");
  else if (issuer.ski) reasons.push("noAki");
  else reasons.push("neither");
  if (child.akiSerial) {
    const same = bare(child.akiSerial) === bare(issuer.serial);
    broken ||= !same;
    reasons.push(same ? "serialSame" : "serial");
  }
  return { state: broken ? "broken" : reasons.includes("keySame") ? "match" : "missing", reasons };
}
