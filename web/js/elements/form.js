// @ts-check
/** What forms are made of. */
import { h } from "../dom.js";
import { t } from "../i18n.js";

/** @param {string} label @param {HTMLElement} control */
export const field = (label, control) => h("label", { class: "field" }, label, control);

/**
 * A button beside the main one.
 * @param {string} label
 * @param {() => unknown} onclick
 * @param {Record<string, any>} [props]
 */
export const plainButton = (label, onclick, props = {}) =>
  h("button", { type: "button", class: "button plain", onclick, ...props }, label);

/**
 * A field for a number of days, which says in words what it takes while it holds something else.
 * @param {string} label
 * @param {HTMLInputElement} control
 */
export function daysField(label, control) {
  const wrong = h("span", { class: "wrong", role: "status" });
  const look = () => {
    const valid = control.checkValidity();
    control.setAttribute("aria-invalid", String(!valid));
    const said = valid ? "" : t("form.days");
    if (wrong.textContent !== said) wrong.textContent = said;
  };
  control.addEventListener("input", look);
  look();
  return h("label", { class: "field" }, label, control, wrong);
}
