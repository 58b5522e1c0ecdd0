// @ts-check
/** What forms are made of. */
import { h } from "../dom.js";

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
