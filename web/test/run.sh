#!/usr/bin/env bash
# Every test there is; ./build.sh test runs it. What a test needs and this machine lacks is installed where that is
# possible (Debian, as root) and named where it is not. The last line counts passed, failed and skipped tests.
#
#   X509STRICT_REQUIRE=1   what is skipped for want of a tool fails instead
#   X509STRICT_ONLINE=0    installs nothing
#   X509STRICT_SOAK=600    seconds that the soak test runs (default 20)
#   X509STRICT_CHAINS=1000 random chains that are compared with every OpenSSL found
#   X509STRICT_LINES=1000000   lines of the audit stream test (default 20000)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p .cache
counts=$PWD/.cache/counts
: >"$counts"
started=$(date +%s)

say() { printf '\n== %s\n' "$*"; }
# One check that is no test of a framework: counted as one.
check() { # name, command...
  local name=$1 out
  shift
  if out=$("$@" 2>&1) && [ -z "${EXPECT_EMPTY-}" -o -z "$out" ]; then
    echo "pass  $name"
    echo "1 0 0" >>"$counts"
  else
    echo "FAIL  $name"
    printf '%s\n' "$out" | sed 's/^/      /' | head -n 60
    echo "0 1 0" >>"$counts"
  fi
}
skipped() { # name, why
  if [ "${X509STRICT_REQUIRE-}" = 1 ]; then
    echo "FAIL  $1: $2"
    echo "0 1 0" >>"$counts"
  else
    echo "skip  $1: $2"
    echo "0 0 1" >>"$counts"
  fi
}
finish() {
  echo
  echo "in $(( $(date +%s) - started )) seconds"
  awk '{ p += $1; f += $2; s += $3 } END { printf "%d passed, %d failed, %d skipped\n", p, f, s; exit f > 0 }' "$counts"
}

# --- what the tests need ------------------------------------------------------------------------------------------
say "needs"
want=()
lacks() { command -v "$1" >/dev/null || want+=("$2"); }
lacks node nodejs
lacks npm npm
lacks openssl openssl
lacks keytool default-jre-headless
lacks gcc gcc
lacks xz xz-utils
command -v chromium >/dev/null || [ -n "${CHROMIUM-}" ] || want+=(chromium)
lacks firefox-esr firefox-esr
lacks WebKitWebDriver webkit2gtk-driver
lacks Xvfb xvfb
[ -e /usr/include/openssl/x509.h ] || want+=(libssl-dev)
[ -n "$(ls /usr/share/fonts/opentype/noto/NotoSansCJK* 2>/dev/null)" ] || want+=(fonts-noto-cjk)
if [ ${#want[@]} -gt 0 ]; then
  echo "missing: ${want[*]}"
  if [ "${X509STRICT_ONLINE-}" != 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update || echo "apt-get update failed; trying with what is known"
    # One by one, so that a package this release does not have keeps no other away.
    for package in "${want[@]}"; do
      apt-get -qq -y install --no-install-recommends "$package" >".cache/apt-$package.log" 2>&1 ||
        echo "could not install $package (.cache/apt-$package.log)"
    done
  else
    echo "get them with: sudo apt-get install ${want[*]}"
  fi
fi
node_version=$(node --version 2>/dev/null | tr -dc '0-9.' || true)
have_node=1
if [ -z "$node_version" ] || [ "${node_version%%.*}" -lt 20 ]; then
  have_node=
  echo "Node.js 20 or later is needed for the browser tests (here: ${node_version:-none}): Debian 13 has it, https://nodejs.org/ for others"
fi
# OpenSSL 3.5 and Python 3.13 beside the machine's own, for the comparisons: one small Debian tree, kept between runs.
tree=${X509STRICT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/x509strict}/debian/trixie
if [ ! -e "$tree/.complete" ] && [ "${X509STRICT_ONLINE-}" != 0 ] && [ "$(id -u)" = 0 ]; then
  command -v debootstrap >/dev/null || apt-get -qq -y install --no-install-recommends debootstrap >.cache/apt-debootstrap.log 2>&1 || true
  timeout 400 engine/internal/oracle/debian.sh trixie || echo "no Debian tree with OpenSSL 3.5 and Python 3.13: tests that want it are skipped"
fi
echo "Go $(go env GOVERSION), Node ${node_version:-none}, $(openssl version 2>/dev/null || echo no openssl)"

# --- Go -----------------------------------------------------------------------------------------------------------
say "Go: format, vet, staticcheck"
go_files() { git ls-files -co --exclude-standard '*.go' 2>/dev/null || find . -name '*.go' -not -path './web/node_modules/*'; }
EXPECT_EMPTY=1 check "gofmt" sh -c 'gofmt -l $0 "$@"' $(go_files)
check "go vet" go vet ./...
check "go vet, js/wasm" env GOOS=js GOARCH=wasm go vet ./wasm/... ./engine
# Built for this machine first, so that it can also look at the js/wasm files.
if GOBIN=$PWD/.cache go install honnef.co/go/tools/cmd/staticcheck@v0.7.0; then
  check "staticcheck" .cache/staticcheck ./...
  check "staticcheck, js/wasm" env GOOS=js GOARCH=wasm .cache/staticcheck ./wasm/...
else
  skipped "staticcheck" "could not be fetched"
fi

say "Go tests"
{ go test -json -timeout 15m ./... || true; } | go run ./web/cmd/tally -to "$counts" || true

say "random chains beside every OpenSSL here"
{ go test -json -timeout 5m -run '^TestLive$' ./engine/verify -live -count-chains "${X509STRICT_CHAINS:-1000}" || true; } |
  go run ./web/cmd/tally -to "$counts" || true

if [ -n "$have_node" ]; then
  say "Go tests under js/wasm"
  exec_dir=$(go env GOROOT)/lib/wasm
  { PATH=$PATH:$exec_dir GOOS=js GOARCH=wasm go test -short -json -timeout 10m $(cat web/test/js-packages) || true; } |
    go run ./web/cmd/tally -to "$counts" || true
fi

# --- the page -----------------------------------------------------------------------------------------------------
if [ -z "$have_node" ]; then
  skipped "browser tests" "Node.js 20 or later is missing"
  finish
  exit
fi
say "npm packages, types"
if [ "${X509STRICT_ONLINE-}" != 0 ] || [ ! -d web/node_modules ]; then
  (cd web && npm ci --no-audit --no-fund --loglevel=error)
fi
check "tsc --checkJs" web/node_modules/.bin/tsc -p web
check "tsc --checkJs, service worker" web/node_modules/.bin/tsc -p web/tsconfig.sw.json
EXPECT_EMPTY=1 check "no innerHTML, no eval" sh -c 'grep -rnE "innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(" web/js web/worker.js web/sw.js || true'
EXPECT_EMPTY=1 check "no registry addresses in the lock file" sh -c 'grep -n "\"resolved\"" web/package-lock.json || true'

say "build"
go run ./web/cmd/build -out dist
go build -o .cache/serve ./web/cmd/serve

say "browser tests"
report=.cache/browser.tap
set +e
node --test --test-concurrency=1 --test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination="$report" \
  $(find web/test -name '*.test.mjs' -not -path '*/node_modules/*' | sort)
status=$?
set -e
awk '/^# pass /{p=$3} /^# fail /{f=$3} /^# cancelled /{c=$3} /^# skipped /{s=$3} END { print p+0, f+c, s+0; exit (p == "") }' "$report" >>"$counts" ||
  echo "0 1 0" >>"$counts"
[ "$status" = 0 ] || echo "browser tests: exit $status"
finish
