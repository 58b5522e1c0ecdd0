#!/usr/bin/env bash
# Measures; ./build.sh bench runs it. BENCH_RUNS= sets how often a time is taken (default 5, visits 9; the median is
# printed); ASN1JS= names a check-out of asn1js to measure beside, instead of its published modules alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
command -v node >/dev/null || { echo "bench: Node.js 20 or later is missing: https://nodejs.org/ or Debian 13's nodejs" >&2; exit 1; }
command -v openssl >/dev/null || { echo "bench: openssl is missing: apt-get install openssl" >&2; exit 1; }
mkdir -p .cache
go run ./web/cmd/build -out dist >.cache/build.log
go build -o .cache/serve ./web/cmd/serve
go build -trimpath -ldflags="-s -w" -o .cache/x509strict ./engine/cmd/x509strict
[ -d web/node_modules/@lapo/asn1js ] || (cd web && npm ci --no-audit --no-fund --loglevel=error)
exec node web/test/bench.mjs
