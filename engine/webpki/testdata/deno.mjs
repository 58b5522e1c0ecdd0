// Asks Deno about every case of a folder that engine/internal/peer serves: id, tab, "ok" or what fetch says.
const dir = Deno.args[0];
for (const line of Deno.readTextFileSync(`${dir}/index.tsv`).trim().split("\n")) {
  const [id, , , , url] = line.split("\t");
  let said;
  try {
    const client = Deno.createHttpClient({ caCerts: [Deno.readTextFileSync(`${dir}/${id}.ca.pem`)] });
    said = await (await fetch(url, { client })).text();
    client.close();
  } catch (e) {
    said = e.message;
    for (let cause = e.cause; cause; cause = cause.cause) said += ` <- ${cause.message}`;
  }
  console.log(`${id}\t${said.replaceAll("\n", "\\n")}`);
}
