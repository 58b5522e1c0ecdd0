// Certificates with any content, built byte by byte: for what no tool would make.
import { createHash, generateKeyPairSync, sign } from "node:crypto";

/** @param {number} tag @param {...(Buffer|string|Uint8Array)} parts @returns {Buffer} one DER element */
export function der(tag, ...parts) {
  const body = Buffer.concat(parts.map(p => Buffer.from(p)));
  const length = [];
  if (body.length < 128) length.push(body.length);
  else {
    for (let n = body.length; n > 0; n = Math.floor(n / 256)) length.unshift(n % 256);
    length.unshift(0x80 | length.length);
  }
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

/** @param {string} dotted @returns {Buffer} */
export function oid(dotted) {
  const [a, b, ...rest] = dotted.split(".").map(Number);
  const bytes = [];
  for (const n of [a * 40 + b, ...rest]) {
    const digits = [n & 127];
    for (let m = Math.floor(n / 128); m > 0; m = Math.floor(m / 128)) digits.unshift((m & 127) | 128);
    bytes.push(...digits);
  }
  return der(6, Buffer.from(bytes));
}

const SEQUENCE = 0x30,
  SET = 0x31,
  UTF8 = 12;
export const OID = {
  commonName: "2.5.4.3",
  organization: "2.5.4.10",
  san: "2.5.29.17",
  ski: "2.5.29.14",
  aki: "2.5.29.35",
  bc: "2.5.29.19",
  crl: "2.5.29.31",
  aia: "1.3.6.1.5.5.7.1.1",
};

/** @param {[string, string | Buffer][]} attributes OID and text (as UTF-8 string) or a whole element */
export const name = attributes =>
  der(
    SEQUENCE,
    ...attributes.map(([type, value]) =>
      der(SET, der(SEQUENCE, oid(type), typeof value === "string" ? der(UTF8, value) : value)),
    ),
  );

/** @param {string} type @param {Buffer} value @param {boolean} [critical] */
export const extension = (type, value, critical = false) =>
  der(SEQUENCE, oid(type), ...(critical ? [der(1, Buffer.from([255]))] : []), der(4, value));

const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
const spki = keys.publicKey.export({ type: "spki", format: "der" });
const keyID = createHash("sha1").update(spki.subarray(-65)).digest();
const ecdsa = der(SEQUENCE, oid("1.2.840.10045.4.3.2"));

/**
 * @param {{subject: Buffer, issuer?: Buffer, extensions?: Buffer[], serial?: Buffer}} parts
 * @returns {string} PEM, signed with a key made for this run
 */
export function certificate({ subject, issuer = subject, extensions = [], serial = Buffer.from([1, 2, 3]) }) {
  const tbs = der(
    SEQUENCE,
    der(0xa0, der(2, Buffer.from([2]))),
    der(2, serial),
    ecdsa,
    issuer,
    der(SEQUENCE, der(23, "240101000000Z"), der(23, "440101000000Z")),
    subject,
    spki,
    ...(extensions.length ? [der(0xa3, der(SEQUENCE, ...extensions))] : []),
  );
  const whole = der(SEQUENCE, tbs, ecdsa, der(3, Buffer.from([0]), sign("sha256", tbs, keys.privateKey)));
  return `-----BEGIN CERTIFICATE-----\n${whole
    .toString("base64")
    .replace(/(.{64})/g, "$1\n")
    .trim()}\n-----END CERTIFICATE-----\n`;
}

/** The key that signs them all, PKCS#8. */
export const signingKey = String(keys.privateKey.export({ type: "pkcs8", format: "pem" }));

/** The identifiers that a conforming certificate carries. */
export const identifiers = [
  extension(OID.ski, der(4, keyID)),
  extension(OID.aki, der(SEQUENCE, der(0x80, keyID))),
];
