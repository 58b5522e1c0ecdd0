// Asks Bun about each case that engine/internal/peer serves: bun bun.mjs DIRECTORY. It prints the case and what fetch
// said of it: "ok", or the code and the message of the error.
import { readFileSync } from "node:fs";

const directory = process.argv[2];
const cases = readFileSync(`${directory}/index.tsv`, "utf8").trim().split("\n");

async function ask(line) {
  const [id, , , , url] = line.split("\t");
  try {
    const answer = await fetch(url, {
      tls: { ca: readFileSync(`${directory}/${id}.ca.pem`, "utf8") },
      keepalive: false,
      signal: AbortSignal.timeout(20000),
    });
    await answer.text();
    return `${id}\tok`;
  } catch (e) {
    const said = `${e.code ?? e.name}: ${e.message}`;
    return `${id}\t${said.replaceAll(url, new URL("/", url).href.replace(/:\d+\/$/, "/")).replaceAll("\n", "\\n")}`;
  }
}

let next = 0;
async function work() {
  while (next < cases.length) console.log(await ask(cases[next++]));
}
await Promise.all([work(), work(), work(), work()]);
process.exit(0);
