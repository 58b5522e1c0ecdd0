// @ts-check
/**
 * Every secret of the page, and when it goes. secrets.js owns them and sees to it; web/test/page/secrets.test.mjs holds
 * every line.
 */

/**
 * What happens to secrets: the kit was made; the panel of the repair, of the kit was left; other input came; the page
 * was left.
 * @typedef {"made"|"repair"|"kit"|"input"|"page"} Occasion
 */

/** @satisfies {Record<string, Occasion[]>} */
export const SECRETS = {
  // fields
  "key-text": ["repair", "input", "page"],
  "key-password": ["repair", "input", "page"],
  "repair-pkcs12": ["repair", "input", "page"],
  unlock: ["input", "page"],
  "kit-key-password": ["made", "kit", "input", "page"],
  "kit-pkcs12": ["made", "kit", "input", "page"],
  // values
  keys: ["repair", "input", "page"], // files and texts given for the repair
  passwords: ["input", "page"], // that open what was given
  repair: ["repair", "input", "page"], // what was made with a key
  kit: ["kit", "input", "page"], // the new CA's key among it
  given: ["page"], // the box and its files, which may hold a key too: only certificates stay
  // elsewhere
  downloads: ["page"], // addresses of files handed to the person
  engines: ["page"], // their memory
};
