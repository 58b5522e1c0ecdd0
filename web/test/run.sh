#!/usr/bin/env bash
# Every test there is; ./build.sh test runs it. What a test needs and this machine lacks is installed where that is
# possible (Debian, as root) and named where it is not. The last line counts passed, failed and skipped tests.
#
#   X509STRICT_REQUIRE=1   what is skipped for want of a tool fails instead
#   X509STRICT_ONLINE=0    fetches and installs nothing
#   X509STRICT_SOAK=600    seconds that the soak test runs (default 20)
#   X509STRICT_CHAINS=1000 random chains that are compared with every OpenSSL found
#   X509STRICT_ROUNDTRIPS=3000 random certificates re-issued by reissue.sh under every shell and OpenSSL (default: 12,
#                          with the tests)
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
# A run of go test: its tests are counted with their subtests, and that it could not run is a failure too.
gotest() { # name, arguments of go test...
  local name=$1 status
  shift
  set +e
  .cache/gotestsum --no-color --format pkgname-and-test-fails -- "$@" 2>&1 | tee .cache/gotestsum.log
  status=${PIPESTATUS[0]}
  set -e
  # The last line is "DONE 12 tests, 2 skipped, 1 failure, 1 error in 3.4s"; a package that does not build is both a
  # failure and an error, and no test: then one too few counts as passed.
  awk -v status="$status" '
    /^DONE / { line = $0 }
    END {
      n = split(substr(line, 6), part, /, | in /)
      for (i = 1; i <= n; i++) { split(part[i], word, " "); sub(/s$/, "", word[2]); count[word[2]] = word[1] }
      failed = count["failure"] + 0
      if (count["error"] > failed) failed = count["error"]
      if (status != 0 && failed == 0) failed = 1
      passed = count["test"] - count["failure"] - count["skipped"]
      if (passed < 0) passed = 0
      print passed, failed, count["skipped"] + 0
      exit (line == "")
    }' .cache/gotestsum.log >>"$counts" || echo "FAIL  $name: gotestsum ended with $status and did not count"
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
lacks python3 python3
lacks curl curl
lacks cc gcc
lacks shellcheck shellcheck
lacks busybox busybox # one of the shells that the written scripts have to run under
[ -e /usr/include/stdio.h ] || want+=(libc6-dev)
[ -e /usr/include/openssl/x509.h ] || want+=(libssl-dev)
lacks xz xz-utils
# What the distributed audits are run on.
lacks parallel parallel
lacks ssh openssh-client
[ -x /usr/sbin/sshd ] || want+=(openssh-server)
lacks rsync rsync
lacks ip iproute2
lacks bc bc
lacks jq jq
lacks sbatch slurm-wlm
[ -x /usr/sbin/munged ] || want+=(munge)
lacks systemd-analyze systemd
command -v chromium >/dev/null || [ -n "${CHROMIUM-}" ] || want+=(chromium)
command -v chromium-headless-shell >/dev/null || [ -n "${CHROMIUM-}" ] || want+=(chromium-headless-shell)
lacks firefox-esr firefox-esr
lacks WebKitWebDriver webkit2gtk-driver
lacks Xvfb xvfb
[ -n "$(ls /usr/share/fonts/opentype/noto/NotoSansCJK* 2>/dev/null)" ] || want+=(fonts-noto-cjk)
[ -x /usr/sbin/debootstrap ] || want+=(debootstrap)
[ -x /usr/sbin/apache2 ] || want+=(apache2-bin)
# These listen from the moment they are installed: nothing to do to a machine that somebody works on.
if [ ! -d /run/systemd/system ]; then
  [ -x /usr/sbin/nginx ] || want+=(nginx libnginx-mod-http-brotli-static)
  [ -x /usr/bin/caddy ] || want+=(caddy)
  # Servers that begin in plain text and go on with TLS.
  [ -n "$(ls /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ] || want+=(postgresql)
  [ -x /usr/sbin/mariadbd ] || want+=(mariadb-server-core)
  [ -x /usr/sbin/dovecot ] || want+=(dovecot-imapd dovecot-pop3d)
  [ -x /usr/sbin/exim4 ] || want+=(exim4-daemon-light)
  [ -x /usr/sbin/vsftpd ] || want+=(vsftpd)
  [ -x /usr/sbin/slapd ] || want+=(slapd)
  [ -x /usr/bin/prosody ] || want+=(prosody)
fi
online=1
if [ "${X509STRICT_ONLINE-}" = 0 ]; then
  online=
  export GOPROXY=off # the go command fetches nothing either
fi
# Installs Debian packages: all at once, and where that fails one by one, so that one that this release does not have
# keeps no other away.
install() { # package...
  if apt-get -qq -y install --no-install-recommends "$@" >.cache/apt.log 2>&1; then return; fi
  [ $# -gt 1 ] || { echo "could not install $1: $(grep -m 1 '^E:' .cache/apt.log || echo 'see .cache/apt.log')"; return; }
  local package
  for package in "$@"; do install "$package"; done
}
if [ ${#want[@]} -gt 0 ]; then
  echo "missing: ${want[*]}"
  if [ -n "$online" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update || echo "apt-get update failed; trying with what is known"
    quiet=/usr/sbin/policy-rc.d # Debian's way to say that what is installed shall not start
    if [ -e "$quiet" ]; then quiet=; else printf '#!/bin/sh\nexit 101\n' >"$quiet"; chmod 755 "$quiet"; trap 'rm -f "$quiet"' EXIT; fi
    install "${want[@]}"
    if [ -n "$quiet" ]; then rm -f "$quiet"; trap - EXIT; fi
  else
    echo "get them with: sudo apt-get install ${want[*]}"
  fi
fi
# The browser tests want Node.js 20; Debian 12 has 18. npm has the newer program as a package, and needs no root for it.
node_wanted=20.20.2
npm_path=$PATH # Debian's npm runs with Debian's Node.js only
newer_node() { # prints the folder of the program, fetches it where that is allowed
  local machine
  case $(uname -sm) in
    "Linux x86_64") machine=linux-x64 ;;
    "Linux aarch64") machine=linux-arm64 ;;
    *) return 1 ;;
  esac
  local dir=$PWD/.cache/node/node_modules/node-$machine/bin
  if [ ! -x "$dir/node" ] && [ -n "$online" ] && command -v npm >/dev/null; then
    npm install --prefix .cache/node --no-save --no-package-lock --no-audit --no-fund --loglevel=error \
      "node-$machine@$node_wanted" >.cache/node.log 2>&1
  fi
  [ -x "$dir/node" ] && echo "$dir"
}
version_of_node() { node --version 2>/dev/null | tr -dc '0-9.' || true; }
node_version=$(version_of_node)
have_node=1
if [ -z "$node_version" ] || [ "${node_version%%.*}" -lt 20 ]; then
  mkdir -p .cache/node
  if newer=$(newer_node); then
    echo "Node.js ${node_version:-is missing}; the tests use $node_wanted from npm, in .cache/node"
    PATH=$newer:$PATH
    node_version=$(version_of_node)
  else
    have_node=
    echo "Node.js 20 or later is needed for the browser tests (here: ${node_version:-none}). Debian 13 has it (apt-get install nodejs npm);" \
      "with any npm, this script fetches it by itself; else https://nodejs.org/"
  fi
fi
# OpenSSL 3.5 and Python 3.13 beside the machine's own, for the comparisons: one small Debian tree, kept between runs.
if [ "$(id -u)" != 0 ]; then
  echo "Comparisons with OpenSSL 3.5 and Python 3.13 run in a small Debian tree, which only root can enter: they are skipped"
elif [ -n "$online" ]; then
  timeout 900 engine/internal/oracle/debian.sh trixie || echo "no whole Debian tree with OpenSSL 3.5 and Python 3.13: tests that want it are skipped"
fi
echo "Go $(go env GOVERSION), Node ${node_version:-none}, $(openssl version 2>/dev/null || echo no openssl)"

# --- Go -----------------------------------------------------------------------------------------------------------
say "Go: format, vet, staticcheck"
go_files() { git ls-files -co --exclude-standard '*.go' 2>/dev/null || find . -name '*.go' -not -path './web/node_modules/*'; }
EXPECT_EMPTY=1 check "gofmt" sh -c 'gofmt -l $0 "$@"' $(go_files)
check "go vet" go vet ./...
check "go vet, js/wasm" env GOOS=js GOARCH=wasm go vet ./wasm/... ./engine
# Built for this machine first, so that it can also look at the js/wasm files.
if { [ -z "$online" ] && [ -x .cache/staticcheck ]; } ||
  GOBIN=$PWD/.cache go install honnef.co/go/tools/cmd/staticcheck@v0.7.0; then
  check "staticcheck" .cache/staticcheck ./...
  check "staticcheck, js/wasm" env GOOS=js GOARCH=wasm .cache/staticcheck ./wasm/...
else
  skipped "staticcheck" "could not be fetched"
fi

if { [ -z "$online" ] && [ -x .cache/actionlint ]; } ||
  GOBIN=$PWD/.cache go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12; then
  EXPECT_EMPTY=1 check "actionlint" .cache/actionlint .github/workflows/*.yml
else
  skipped "actionlint" "could not be fetched"
fi
# The parts of the scripts that are written for users; what they are put together to is checked by engine/opensslconf.
if command -v shellcheck >/dev/null; then
  check "shellcheck" shellcheck engine/opensslconf/sh/*.sh
else
  skipped "shellcheck" "shellcheck is missing"
fi

if ! { [ -z "$online" ] && [ -x .cache/gotestsum ]; } &&
  ! GOBIN=$PWD/.cache go install gotest.tools/gotestsum@v1.13.0; then
  echo "FAIL  gotestsum could not be fetched, so Go tests cannot be counted"
  echo "0 1 0" >>"$counts"
  finish
  exit
fi

say "Go tests"
gotest "Go tests" -timeout 30m ./...

say "random chains beside every OpenSSL here"
gotest "random chains" -timeout 15m -run '^TestLive$' ./engine/verify -live -count-chains "${X509STRICT_CHAINS:-1000}"

if [ -n "${X509STRICT_ROUNDTRIPS-}" ]; then
  say "random certificates by reissue.sh and newca.sh"
  gotest "round trips" -timeout 120m -run '^TestRoundTrip' ./engine/issue -roundtrips "$X509STRICT_ROUNDTRIPS"
fi

if [ -n "$have_node" ]; then
  say "Go tests under js/wasm"
  PATH="$PATH:$(go env GOROOT)/lib/wasm" GOOS=js GOARCH=wasm gotest "Go tests under js/wasm" -short -timeout 20m $(cat web/test/js-packages)
else
  skipped "Go tests under js/wasm" "Node.js 20 or later is missing"
fi

# --- the page -----------------------------------------------------------------------------------------------------
if [ -z "$have_node" ]; then
  skipped "browser tests" "Node.js 20 or later is missing"
  finish
  exit
fi
say "npm packages, types"
if [ -n "$online" ]; then
  check "npm ci" env PATH="$npm_path" npm --prefix web ci --no-audit --no-fund --loglevel=error
fi
if [ ! -x web/node_modules/.bin/tsc ]; then
  skipped "types, browser tests" "npm packages are missing: (cd web && npm ci)"
  finish
  exit
fi
check "tsc --checkJs" web/node_modules/.bin/tsc -p web
check "tsc --checkJs, service worker" web/node_modules/.bin/tsc -p web/tsconfig.sw.json
check "prettier" sh -c 'cd web && git ls-files | grep -E "\\.(js|mjs|css|d\\.ts)\$" | xargs node_modules/.bin/prettier --check --log-level warn'
EXPECT_EMPTY=1 check "no innerHTML, no eval" sh -c 'grep -rnE "innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(" web/js web/worker.js web/sw.js || true'
EXPECT_EMPTY=1 check "no registry addresses in the lock file" sh -c 'grep -n "\"resolved\"" web/package-lock.json || true'

say "build"
failed_before=$(grep -c '^0 1 0$' "$counts" || true)
check "build" go run ./web/cmd/build -out dist
check "build of the server" go build -buildvcs=false -o .cache/serve ./web/cmd/serve
if [ "$(grep -c '^0 1 0$' "$counts" || true)" != "$failed_before" ]; then
  skipped "browser tests" "there is nothing to test"
  finish
  exit
fi

say "browser tests"
lines=$(wc -l <"$counts")
X509STRICT_COUNTS=$counts node web/test/all.mjs || echo "browser tests: exit $?"
[ "$(wc -l <"$counts")" -gt "$lines" ] || echo "0 1 0" >>"$counts" # it broke off before it could count
finish
