// README's blocks for nginx, Caddy and Apache, run as they stand there: types, prebuilt files, headers, and the page
// under a subpath in a browser. A server that is not installed is skipped aloud.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import test from "node:test";
import { dist, folder, launch, openPage, serve, skip, top } from "../harness.mjs";
import { elasticsearch } from "../pki.mjs";

/** One fenced block of README. @param {string} language */
function block(language) {
  const found = new RegExp("^```" + language + "\n(.*?)^```", "ms").exec(
    readFileSync(join(top, "README.md"), "utf8"),
  );
  assert.ok(found, `README has no ${language} block`);
  return found[1];
}

/**
 * Replaces what must be there exactly as often as told.
 * @param {string} text
 * @param {string} from
 * @param {string} to
 * @param {number} [times]
 */
function put(text, from, to, times = 1) {
  const parts = text.split(from);
  assert.equal(parts.length - 1, times, `README's block says ${from} ${parts.length - 1} times`);
  return parts.join(to);
}

const POLICY = /default "(default-src [^"]*)";/.exec(block("nginx"))?.[1] ?? "";
const BROTLI_NGINX = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
const rootUser = process.getuid?.() === 0;

/**
 * How each server is started with README's block: what its package's own configuration says around it, and where it
 * writes.
 * @type {{name: string, package_: string, programs: string[], brotli: boolean, arguments_: (dir: string, site: string,
 *   port: number) => string[]}[]}
 */
const SERVERS = [
  {
    name: "nginx",
    package_: "nginx",
    programs: ["/usr/sbin/nginx"],
    brotli: existsSync(BROTLI_NGINX),
    arguments_(dir, site, port) {
      let text = put(
        put(block("nginx"), "listen 80;", `listen 127.0.0.1:${port};`),
        "/srv/x509strict/",
        `${site}/`,
      );
      if (this.brotli) text = put(text, "gzip_static on;", "gzip_static on; brotli_static on;");
      const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(what => `${what}_temp_path ${dir}/${what};`)
        .join(" ");
      writeFileSync(
        join(dir, "nginx.conf"),
        `${this.brotli ? `load_module ${BROTLI_NGINX};\n` : ""}daemon off; pid ${dir}/pid; error_log stderr;
events {}
http { include /etc/nginx/mime.types; default_type application/octet-stream; gzip on; access_log off; ${temporary}
${text}}
`,
      );
      return ["-e", "stderr", "-p", dir, "-c", join(dir, "nginx.conf")];
    },
  },
  {
    name: "Caddy",
    package_: "caddy",
    programs: ["/usr/bin/caddy"],
    brotli: true,
    arguments_(dir, site, port) {
      let text = put(
        put(block("caddy"), ":80\n", `http://127.0.0.1:${port}\n`),
        "/srv/x509strict\n",
        `${site}\n`,
      );
      text = put(text, "(the same)", POLICY);
      writeFileSync(
        join(dir, "Caddyfile"),
        `{\nadmin off\nauto_https off\nstorage file_system ${dir}\n}\n${text}`,
      );
      return ["run", "--adapter", "caddyfile", "--config", join(dir, "Caddyfile")];
    },
  },
  {
    name: "Apache",
    package_: "apache2-bin",
    programs: ["/usr/sbin/apache2", "/usr/sbin/httpd"],
    brotli: true,
    arguments_(dir, site, port) {
      const text = put(
        put(put(block("apache"), "/srv/x509strict/\n", `${site}/\n`), "/srv/x509strict>", `${site}>`),
        "(the same)",
        POLICY,
      );
      const modules = [
        "mpm_event",
        "authz_core",
        "alias",
        "dir",
        "mime",
        "filter",
        "deflate",
        "headers",
        "rewrite",
      ];
      writeFileSync(
        join(dir, "apache.conf"),
        `ServerRoot ${dir}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${dir}/pid
ErrorLog ${dir}/error.log
${modules.map(name => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n")}
${rootUser ? "User www-data\nGroup www-data" : ""}
TypesConfig /etc/mime.types
AddType application/x-gzip .gz .tgz
AddOutputFilterByType DEFLATE text/html text/css application/javascript text/javascript
DirectoryIndex index.html
<Directory />
    AllowOverride None
    Require all denied
</Directory>
${text}`,
      );
      return ["-DFOREGROUND", "-f", join(dir, "apache.conf")];
    },
  },
];

/** A port that nobody listens on. @returns {Promise<number>} */
function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer()
      .once("error", failed)
      .listen(0, "127.0.0.1", () => {
        const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
        probe.close(() => done(port));
      });
  });
}

/**
 * Starts the program and waits until the port answers.
 * @param {import("node:test").TestContext} t
 * @param {string} program
 * @param {string[]} args
 * @param {string} home
 * @param {number} port
 */
async function start(t, program, args, home, port) {
  const child = spawn(program, args, {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home },
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", text => {
    said = (said + text).slice(-4000);
  });
  const ended = new Promise(done => child.once("exit", done));
  t.after(async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(late);
  });
  for (let i = 0; i < 150; i++) {
    assert.equal(child.exitCode, null, `${program} ended: ${said}`);
    const answers = await new Promise(done => {
      const socket = connect(port, "127.0.0.1", () => done(true)).once("error", () => done(false));
      socket.once("connect", () => socket.destroy());
    });
    if (answers) return () => said;
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error(`${program} did not listen in 15 seconds: ${said}`);
}

/**
 * What the server sends, not unpacked.
 * @param {string} url @param {string} [accept] @returns {Promise<{status: number, headers:
 *   import("node:http").IncomingHttpHeaders, body: Buffer}>}
 */
function ask(url, accept) {
  return new Promise((done, failed) => {
    request(url, { headers: accept ? { "accept-encoding": accept } : {}, agent: false }, answer => {
      const parts = /** @type {Buffer[]} */ ([]);
      answer
        .on("data", part => parts.push(part))
        .once("error", failed)
        .once("end", () =>
          done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
        );
    })
      .once("error", failed)
      .end();
  });
}

test("README's policy is the one that the build's own server sends", async t => {
  const { url } = await serve(t);
  assert.equal((await ask(url)).headers["content-security-policy"], POLICY);
});

for (const server of SERVERS) {
  test(`README's ${server.name} block`, { timeout: 180_000 }, async t => {
    const program = server.programs.find(path => existsSync(path));
    if (!program) return skip(t, `${server.name} is missing: apt-get install ${server.package_}`);
    const dir = folder(t),
      site = join(dir, "site"),
      port = await freePort(),
      url = `http://127.0.0.1:${port}/x509strict/`;
    chmodSync(dir, 0o755); // for the servers' own users
    cpSync(dist, site, { recursive: true });
    const said = await start(t, program, server.arguments_(dir, site, port), dir, port);
    const asset = (/** @type {RegExp} */ pattern) =>
      `assets/${readdirSync(join(dist, "assets")).find(name => pattern.test(name))}`;
    const wasm = asset(/^lean-.*\.wasm$/);

    await t.test("types and prebuilt files", async () => {
      for (const [path, type, file] of [
        ["", /^text\/html/, "index.html"],
        ["rules/92.html", /^text\/html/],
        ["x509strict.html", /^text\/html/],
        ["sw.js", /^(text|application)\/javascript/],
        [asset(/^main-.*\.js$/), /^(text|application)\/javascript/],
        [asset(/^page-.*\.css$/), /^text\/css/],
        [wasm, /^application\/wasm$/],
        ["app.webmanifest", /^application\/manifest\+json$/],
      ]) {
        const stored = join(dist, String(file ?? path));
        for (const [accept, encoding, suffix] of [
          ["gzip, deflate, br", server.brotli ? "br" : "gzip", server.brotli ? ".br" : ".gz"],
          ["gzip", "gzip", ".gz"],
          ["identity", undefined, ""],
        ]) {
          const built = existsSync(stored + suffix),
            what = `${path || "the page"} for Accept-Encoding ${accept}`;
          const { status, headers, body } = await ask(url + path, accept);
          assert.equal(status, 200, what);
          assert.match(String(headers["content-type"]), /** @type {RegExp} */ (type), what);
          if (suffix && !built) continue; // too small to be packed
          assert.equal(headers["content-encoding"], encoding, what);
          assert.ok(body.equals(readFileSync(stored + suffix)), `${what}: other bytes than the build's`);
          if (existsSync(stored + ".gz"))
            assert.match(String(headers.vary), /accept-encoding/i, `${what}: a cache would mix the forms`);
        }
      }
    });
    await t.test("headers", async () => {
      for (const accept of ["br", "gzip", "identity"]) {
        for (const path of ["", "sw.js", wasm, "none.html", "x509strict.html"]) {
          const { status, headers } = await ask(url + path, accept),
            what = `${path || "the page"} for Accept-Encoding ${accept}`;
          assert.equal(status, path === "none.html" ? 404 : 200, what);
          assert.equal(headers["x-content-type-options"], "nosniff", what);
          // The single file names its own scripts by hash in a meta element; a second policy would stop them.
          assert.equal(
            headers["content-security-policy"],
            path === "x509strict.html" ? undefined : POLICY,
            what,
          );
          if (path !== "none.html")
            assert.equal(
              headers["cache-control"],
              path === wasm ? "public, max-age=31536000, immutable" : "no-cache",
              what,
            );
        }
      }
    });
    await t.test("the page judges", async t => {
      const { pem } = await elasticsearch(folder(t), { bits: 2048 });
      const browser = await launch(t);
      for (const path of ["", "x509strict.html"]) {
        const page = await openPage(browser, url + path);
        await page.getByTestId("input").fill(pem);
        await page.locator("[data-testid=verdict][data-verdict=refused]").waitFor({ timeout: 30_000 });
        assert.match(await page.getByTestId("verdict").innerText(), /key usage/i);
        assert.deepEqual(
          /** @type {any} */ (page).complaints.filter((/** @type {string} */ c) => !c.startsWith("verbose:")),
          [],
        );
        await page.close();
      }
    });
    const log = join(dir, "error.log"),
      all = said() + (existsSync(log) ? readFileSync(log, "utf8") : "");
    assert.deepEqual(
      all
        .split("\n")
        .filter(
          line =>
            /[[:](warn|emerg|alert|crit|error)\]|"level":"(error|panic|fatal)"/.test(line) &&
            !line.includes("none.html"),
        ),
      [],
      "the server complains",
    );
  });
}
