// Asks servers for hosts as Node.js does: JSON [[port, host], ...] in, JSON [answer, ...] out; "" accepts.
import { readFileSync } from "node:fs";
import tls from "node:tls";

process.removeAllListeners("warning");
const ca = readFileSync(process.argv[1]);
const ask = (port, servername) =>
  new Promise(resolve => {
    try {
      const s = tls.connect({ host: "127.0.0.1", port, servername, ca }, () => (s.end(), resolve("")));
      s.on("error", e => resolve(e.code === "ERR_TLS_CERT_ALTNAME_INVALID" ? e.message : `${e.code}: ${e.message}`));
    } catch (e) {
      resolve(`${e.code}: ${e.message}`);
    }
  });
const out = [];
for (const one of JSON.parse(readFileSync(0, "utf8"))) out.push(await ask(...one));
console.log(JSON.stringify(out));
