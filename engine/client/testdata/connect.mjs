// Connects to servers as Node.js does and prints what it says: one JSON object a line in, one out.
import readline from "node:readline";
import tls from "node:tls";

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { port, host, ca } = JSON.parse(line);
  const said = await new Promise((resolve) => {
    const options = {
      port,
      host: "127.0.0.1",
      ca: ca.split(/(?=-----BEGIN)/),
      servername: /^[\d.:]+$/.test(host) ? "" : host,
      checkServerIdentity: (_, certificate) => tls.checkServerIdentity(host, certificate),
    };
    const socket = tls.connect(options, () => {
      resolve({ ok: true });
      socket.destroy();
    });
    socket.on("error", (e) => resolve({ text: `${e.code}: ${e.message}` }));
  });
  console.log(JSON.stringify(said));
}
