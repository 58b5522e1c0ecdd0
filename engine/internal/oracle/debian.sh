#!/usr/bin/env bash
# Makes small Debian trees with other OpenSSL and Python versions than the machine's own, for tests.
#
#   debian.sh [trixie|bookworm|bullseye|experimental]...      default: trixie
#
#   trixie        OpenSSL 3.5, Python 3.13 with elasticsearch-py, requests, httpx, aiohttp, clients of other services
#   bookworm      OpenSSL 3.0
#   bullseye      OpenSSL 1.1.1
#   experimental  OpenSSL 4.0 (or the newest that Debian has)
#
# Trees lie in ${X509STRICT_CACHE:-~/.cache/x509strict}/debian/NAME; one that is complete is left as it is.
# What apt said is in NAME.log beside it.
# Packages come from the Debian mirror that this machine's apt uses, or from X509STRICT_DEBIAN_MIRROR.
# Security updates come from the same address with -security behind it, where there is one: the engine reproduces the
# last of each generation. Needs root and debootstrap (apt-get install debootstrap).
set -euo pipefail

cache=${X509STRICT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/x509strict}/debian
# The first address in apt's sources that ends in /debian: deb lines and URIs: fields.
own_mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    grep -E '^(deb|URIs:)' | grep -oE '[a-z+]+://[^ ]+/debian(/| |$)' | sed 's/[ /]*$//' | head -n 1 || true
}
mirror=${X509STRICT_DEBIAN_MIRROR:-$(own_mirror)}
# What making a tree needs.
needs() {
  [ "$(id -u)" = 0 ] || { echo "debian.sh: debootstrap and chroot need root" >&2; exit 3; }
  command -v debootstrap >/dev/null || { echo "debian.sh: debootstrap is missing: apt-get install debootstrap" >&2; exit 3; }
  [ -n "$mirror" ] || { echo "debian.sh: apt on this machine knows no Debian mirror; set X509STRICT_DEBIAN_MIRROR to one" >&2; exit 3; }
}

# A tree without init, man pages or recommended packages: openssl, headers to build the oracle, and what $3 names.
# debootstrap lays the base only: it knows no virtual packages, so the rest is apt's. A tree gets its name when it is
# whole, and keeps in .complete the list of what it holds: one that was made from a shorter list gets the rest.
tree() { # name, suite, packages, where to take openssl from when not from the suite
  local packages="openssl libssl-dev gcc libc6-dev $3" newer=${4-} root=$cache/$1 making=$cache.making/$1 log=$cache/$1.log
  if [ "$(cat "$root/.complete" 2>/dev/null)" = "$packages" ]; then echo "$root: already there"; return; fi
  needs
  if [ ! -e "$root/.complete" ]; then
    rm -rf "$root" "$making"
    mkdir -p "$making"
    debootstrap --variant=minbase --include=ca-certificates "$2" "$making" "$mirror" >"$log" 2>&1 ||
      { tail -n 20 "$log" >&2; return 1; }
    [ -z "$newer" ] || echo "deb $mirror $newer main" >"$making/etc/apt/sources.list.d/$newer.list"
    [ "$2" = sid ] || echo "deb ${mirror%/}-security $2-security main" >"$making/etc/apt/sources.list.d/security.list"
    fill "$making"
    mv "$making" "$root"
  else
    fill "$root"
  fi
}

# Installs $packages in the tree $1, and openssl from $newer where that is set.
fill() {
  local apt=(chroot "$1" env DEBIAN_FRONTEND=noninteractive apt-get -q -y)
  apt+=(-o Acquire::Check-Valid-Until=false --no-install-recommends)
  "${apt[@]}" update -o APT::Update::Error-Mode=any >>"$log" 2>&1 || rm -f "$1/etc/apt/sources.list.d/security.list"
  {
    "${apt[@]}" update && "${apt[@]}" install $packages &&
      { [ -z "$newer" ] || "${apt[@]}" -t "$newer" install openssl libssl-dev; }
  } >>"$log" 2>&1 || { tail -n 20 "$log" >&2; return 1; }
  chroot "$1" openssl version
  echo "$packages" >"$1/.complete"
}

mkdir -p "$cache"
[ $# -gt 0 ] || set -- trixie
for name in "$@"; do
  case $name in
    trixie) tree trixie trixie "python3 python3-elasticsearch python3-requests python3-httpx python3-aiohttp python3-botocore python3-kubernetes python3-redis python3-paho-mqtt python3-pika" ;;
    bookworm) tree bookworm bookworm python3 ;;
    bullseye) tree bullseye bullseye python3 ;;
    experimental) tree experimental sid python3 experimental ;;
    *) echo "debian.sh: $name: not one of trixie bookworm bullseye experimental" >&2; exit 2 ;;
  esac
done
