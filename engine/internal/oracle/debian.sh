#!/usr/bin/env bash
# Makes small Debian trees with other OpenSSL and Python versions than the machine's own, for tests.
#
#   debian.sh [trixie|bookworm|bullseye|experimental]...      default: trixie
#
#   trixie        OpenSSL 3.5, Python 3.13 with elasticsearch-py, requests, httpx, aiohttp
#   bookworm      OpenSSL 3.0
#   bullseye      OpenSSL 1.1.1
#   experimental  OpenSSL 4.0 (or the newest that Debian has)
#
# Trees lie in ${X509STRICT_CACHE:-~/.cache/x509strict}/debian/NAME; one that is complete is left as it is.
# Packages come from the Debian mirror that this machine's apt uses, or from X509STRICT_DEBIAN_MIRROR.
# Needs root and debootstrap (apt-get install debootstrap).
set -euo pipefail

cache=${X509STRICT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/x509strict}/debian
# The first address in apt's sources that ends in /debian: deb lines and URIs: fields.
own_mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    grep -E '^(deb|URIs:)' | grep -oE '[a-z+]+://[^ ]+/debian(/| |$)' | sed 's/[ /]*$//' | head -n 1 || true
}
mirror=${X509STRICT_DEBIAN_MIRROR:-$(own_mirror)}
[ -n "$mirror" ] || { echo "debian.sh: apt on this machine knows no Debian mirror; set X509STRICT_DEBIAN_MIRROR to one" >&2; exit 3; }
command -v debootstrap >/dev/null || { echo "debian.sh: debootstrap is missing: apt-get install debootstrap" >&2; exit 3; }
[ "$(id -u)" = 0 ] || { echo "debian.sh: debootstrap needs root" >&2; exit 3; }

# A tree without init, man pages or recommended packages: openssl, headers to build the oracle, and what $2 names.
tree() { # suite, comma list of packages, what to run inside afterwards
  local name=$1 suite=$2 packages=$3 root=$cache/$1
  if [ -e "$root/.complete" ]; then echo "$root: already there"; return; fi
  rm -rf "$root"; mkdir -p "$root"
  debootstrap --variant=minbase --no-check-gpg --include="ca-certificates,openssl,libssl-dev,gcc,libc6-dev,$packages" \
    "$suite" "$root" "$mirror" >"$cache/$name.log" 2>&1 || { tail -n 20 "$cache/$name.log" >&2; return 1; }
  if [ "$name" = experimental ]; then
    echo "deb [trusted=yes] $mirror experimental main" >"$root/etc/apt/sources.list.d/experimental.list"
    chroot "$root" apt-get -qq -o Acquire::Check-Valid-Until=false update
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Check-Valid-Until=false -t experimental install openssl libssl-dev >>"$cache/$name.log" 2>&1
  fi
  chroot "$root" openssl version
  touch "$root/.complete"
}

mkdir -p "$cache"
[ $# -gt 0 ] || set -- trixie
for name in "$@"; do
  case $name in
    trixie) tree trixie trixie python3,python3-elasticsearch,python3-requests,python3-httpx,python3-aiohttp,python3-botocore,python3-kubernetes,python3-redis,python3-paho-mqtt,python3-pika ;;
    bookworm) tree bookworm bookworm python3 ;;
    bullseye) tree bullseye bullseye python3 ;;
    experimental) tree experimental sid python3 ;;
    *) echo "debian.sh: $name: not one of trixie bookworm bullseye experimental" >&2; exit 2 ;;
  esac
done
