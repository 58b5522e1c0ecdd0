// Judges clients' certificates as a Node.js server does: one JSON object with the CA file a line in, a port a line out,
// and what it says of the clients, in the order in which they come, after it.
import readline from "node:readline";
import tls from "node:tls";

const [cert, key] = process.argv.slice(1);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { ca } = JSON.parse(line);
  const server = tls.createServer({
    cert: Buffer.from(cert, "base64"),
    key: Buffer.from(key, "base64"),
    ca: ca.split(/(?=-----BEGIN)/),
    requestCert: true,
    rejectUnauthorized: false,
  });
  const said = await new Promise(resolve => {
    server.on("secureConnection", s => {
      const e = s.authorizationError;
      s.on("error", () => {});
      s.end("judged\n");
      resolve({ ok: s.authorized, text: String(e?.code ?? e ?? "") });
    });
    server.on("tlsClientError", e => resolve({ text: `handshake: ${e.message}` }));
    server.listen(0, "127.0.0.1", () => console.log(server.address().port));
  });
  console.log(JSON.stringify(said));
  server.close();
}
