#!/usr/bin/env bash
# Builds, serves, tests and measures x509strict. See the usage text below.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
./build.sh          builds the site into dist/ and the single file dist/x509strict.html
./build.sh serve    builds, then serves dist/ on http://127.0.0.1:8509/ (PORT= for another port)
./build.sh test     installs what the tests need and runs all of them; the last line counts them
./build.sh release  builds the native command for Linux, macOS and Windows into release/, with checksums and SBOM
./build.sh module PATH   renames the Go module to where it is hosted, so that go install finds it
./build.sh bench    measures sizes and times beside their peers and prints a table
TEXT
}

# The bytes of the engine depend on the compiler, so its version is part of the source: an older or newer Go fetches
# this one by itself (GOTOOLCHAIN=local uses whatever is installed; the result then has other hashes).
go_version=1.26.8
export GOTOOLCHAIN=${GOTOOLCHAIN:-go$go_version}

fail() { echo "build.sh: $*" >&2; exit 1; }

# A Go that is new enough, or the way to one.
need_go() {
  if ! command -v go >/dev/null; then
    if [ -x /usr/local/go/bin/go ]; then
      export PATH=$PATH:/usr/local/go/bin
    else
      fail "Go is missing. It needs Go 1.21 or later, which then fetches Go $go_version itself: https://go.dev/dl/ (Debian 13: apt-get install golang-go)"
    fi
  fi
  local installed
  installed=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null || true)
  local minor=${installed#go1.}
  minor=${minor%%.*}
  case $installed in
    go1.*) ;;
    *) fail "'go env GOVERSION' answers '$installed': this Go is too old. Go 1.21 or later is needed: https://go.dev/dl/" ;;
  esac
  [ "${minor%%[!0-9]*}" -ge 21 ] || fail "$installed is too old. Go 1.21 or later is needed, which then fetches Go $go_version itself: https://go.dev/dl/"
  local used
  used=$(go env GOVERSION) || fail "Go $go_version could not be fetched. Without a network install it from https://go.dev/dl/, or set GOTOOLCHAIN=local"
  minor=${used#go1.}
  minor=${minor%%.*}
  [ "${minor%%[!0-9]*}" -ge 26 ] || fail "$used is too old to build this (go.mod says 1.26). Unset GOTOOLCHAIN, or get Go $go_version: https://go.dev/dl/"
}

# go install wants the module to bear the name of the place it is fetched from.
rename_module() { # path, such as github.com/you/x509strict
  local path=$1 old
  case $path in
    "" | -* | /* | */ | *[!A-Za-z0-9._/~-]*) fail "'$path' is no module path: give one like github.com/you/x509strict" ;;
  esac
  old=$(go list -m)
  find . \( -name '*.go' -o -name go.mod -o -name js-packages \) -not -path '*/node_modules/*' -not -path './.cache/*' \
    -exec sed -i -E "s#(^|[^A-Za-z0-9._/~-])${old//./\\.}/(engine|wasm|web)#\1$path/\2#g" {} +
  go mod edit -module "$path"
  echo "the module is $path now: commit it, tag it v0.1.0 or later, and"
  echo "  go install $path/engine/cmd/x509strict@latest"
}

build() { go run ./web/cmd/build -out dist "$@"; }

case ${1-} in
  "") need_go; build ;;
  serve)
    need_go
    build -quick -components=false # nobody downloads these files over a slow line, or passes them on
    mkdir -p .cache
    go build -buildvcs=false -o .cache/serve ./web/cmd/serve
    exec .cache/serve -dir dist -address "127.0.0.1:${PORT:-8509}"
    ;;
  module) need_go; rename_module "${2-}" ;;
  release) need_go; go run ./web/cmd/release -out release -only "${2-}" ;;
  test) need_go; exec web/test/run.sh ;;
  bench) need_go; exec web/test/bench.sh ;;
  -h | --help | help) usage ;;
  *) usage >&2; exit 2 ;;
esac
