// Certificates as they are found in the field, made with openssl; and what real verifiers say of them.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exec, must } from "./harness.mjs";

/**
 * @typedef {object} Authority
 * @property {string} dir
 * @property {string} ca path of the CA's certificate
 * @property {string} key path of its key
 * @property {string} leaf path of the server's certificate
 * @property {string} leafKey
 * @property {string} pem CA and leaf, as one would paste them
 */

/**
 * A CA as Elasticsearch 8.6 makes it (RSA, subject and authority key identifier, critical basic constraints, no key
 * usage) and its server certificate, whose authority key identifier names key, issuer and serial number.
 * @param {string} dir empty folder @param {{bits?: number, name?: string, leafName?: string, days?: number}} [options]
 * @returns {Promise<Authority>}
 */
export async function elasticsearch(
  dir,
  {
    bits = 4096,
    name = "Elasticsearch security auto-configuration HTTP CA",
    leafName = "es01",
    days = 1095,
  } = {},
) {
  const at = (/** @type {string} */ file) => join(dir, file);
  writeFileSync(
    at("ca.cnf"),
    `[req]
distinguished_name = name
prompt = no
string_mask = utf8only
utf8 = yes
x509_extensions = ca
[name]
CN = ${name}
[ca]
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
basicConstraints = critical, CA:TRUE
`,
  );
  writeFileSync(
    at("leaf.cnf"),
    `subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid, issuer:always
basicConstraints = CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, DNS:${leafName}, IP:127.0.0.1
`,
  );
  const ossl = (/** @type {string[]} */ ...args) => must("openssl", args, { cwd: dir });
  await ossl(
    "req",
    "-x509",
    "-newkey",
    `rsa:${bits}`,
    "-nodes",
    "-keyout",
    "ca.key",
    "-out",
    "old-ca.crt",
    "-days",
    String(days),
    "-config",
    "ca.cnf",
  );
  await ossl(
    "req",
    "-new",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "leaf.key",
    "-out",
    "leaf.csr",
    "-subj",
    `/CN=${leafName}`,
  );
  await ossl(
    "x509",
    "-req",
    "-in",
    "leaf.csr",
    "-CA",
    "old-ca.crt",
    "-CAkey",
    "ca.key",
    "-set_serial",
    "0x1234567890abcdef",
    "-days",
    "730",
    "-extfile",
    "leaf.cnf",
    "-out",
    "leaf.crt",
  );
  return {
    dir,
    ca: at("old-ca.crt"),
    key: at("ca.key"),
    leaf: at("leaf.crt"),
    leafKey: at("leaf.key"),
    pem: readFileSync(at("leaf.crt"), "latin1") + readFileSync(at("old-ca.crt"), "latin1"),
  };
}

/**
 * What openssl verify says under the strict flag.
 * @param {string} ca
 * @param {string} leaf
 * @returns {Promise<{ok: boolean, text: string}>}
 */
export async function strictVerify(ca, leaf) {
  const { code, stdout, stderr } = await exec("openssl", [
    "verify",
    "-x509_strict",
    "-partial_chain",
    "-CAfile",
    ca,
    leaf,
  ]);
  return { ok: code === 0, text: stdout + stderr };
}

// A server with leaf.crt and leaf.key, and a client that trusts only the file given; prints what the client meets.
const HANDSHAKE = `
import socket, ssl, sys, threading
ca, leaf, key = sys.argv[1:4]
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server.set_ciphers("DEFAULT@SECLEVEL=0")  # what is weak is the client's to refuse
server.load_cert_chain(leaf, key)
listener = socket.create_server(("127.0.0.1", 0))
def serve():
    try:
        with server.wrap_socket(listener.accept()[0], server_side=True) as s:
            s.recv(1)
    except (ssl.SSLError, OSError):
        pass
threading.Thread(target=serve, daemon=True).start()
client = ssl.create_default_context(cafile=ca)
assert client.verify_flags & ssl.VERIFY_X509_STRICT
try:
    with socket.create_connection(listener.getsockname(), timeout=20) as raw, client.wrap_socket(raw, server_hostname="localhost") as s:
        s.send(b"x")
    print("accepted")
except ssl.SSLCertVerificationError as e:
    print("refused", e.verify_code, e.verify_message)
`;

/**
 * A real TLS handshake by a Python that is strict by default.
 * @param {{command: string[], root: string}} python from strictPython() @param {string} ca @param {string} leaf @param
 *   {string} key
 * @returns {Promise<string>} "accepted", or "refused CODE TEXT"
 */
export async function handshake(python, ca, leaf, key) {
  let files = [ca, leaf, key];
  if (python.root !== "/") {
    // inside of the tree its own /tmp is seen
    const dir = mkdtempSync(join(python.root, "tmp/handshake-"));
    try {
      files = files.map((file, i) => {
        copyFileSync(file, join(dir, `${i}.pem`));
        return join(dir, `${i}.pem`).slice(python.root.length);
      });
      return (await must(python.command[0], [...python.command.slice(1), "-c", HANDSHAKE, ...files])).trim();
    } finally {
      rmSync(dir, { recursive: true });
    }
  }
  return (await must(python.command[0], [...python.command.slice(1), "-c", HANDSHAKE, ...files])).trim();
}
