#!/usr/bin/env bash
# Unpacks the real gnutls-cli of two Debian releases, for the comparison of this package with it.
#
#   real.sh [3.7|3.8]...      default: both
#
#   3.7   Debian 12 with its security updates
#   3.8   Debian unstable
#
# They lie in ${X509STRICT_CACHE:-~/.cache/x509strict}/gnutls-3.7 and gnutls-3.8, with the C library and libfaketime
# they need; nothing is installed. Packages come from the Debian mirror that this machine's apt uses. Needs apt and
# dpkg-deb.
set -euo pipefail

cache=${X509STRICT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/x509strict}
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
  grep -E '^(deb|URIs:)' | grep -oE '[a-z+]+://[^ ]+/debian(/| |$)' | sed 's/[ /]*$//' | head -n 1 || true)
mirror=${X509STRICT_DEBIAN_MIRROR:-$mirror}
[ -n "$mirror" ] || {
  echo "real.sh: apt on this machine knows no Debian mirror; set X509STRICT_DEBIAN_MIRROR to one" >&2
  exit 3
}

unpack() { # release of GnuTLS, deb lines
  local root=$cache/gnutls-$1 making=$cache/gnutls-$1.making
  if [ -e "$root/usr/bin/gnutls-cli" ]; then echo "$root: already there"; return; fi
  rm -rf "$making"
  mkdir -p "$making"/{lists/partial,debs/partial,root}
  printf '%s\n' "${@:2}" >"$making/sources.list"
  : >"$making/status"
  cat >"$making/apt.conf" <<CONF
Dir::Etc::sourcelist "$making/sources.list";
Dir::Etc::sourceparts "-";
Dir::State::Lists "$making/lists";
Dir::State::status "$making/status";
Dir::Cache "$making";
Dir::Cache::Archives "$making/debs";
APT::Install-Recommends "false";
CONF
  APT_CONFIG=$making/apt.conf apt-get -q update >"$making/log" 2>&1
  APT_CONFIG=$making/apt.conf apt-get -q -y --download-only install gnutls-bin libfaketime >>"$making/log" 2>&1
  for one in "$making"/debs/*.deb; do dpkg-deb -x "$one" "$making/root"; done
  mv "$making/root" "$root"
  rm -rf "$making"
  echo "$root"
}

[ $# -gt 0 ] || set -- 3.7 3.8
for release in "$@"; do
  case $release in
    3.7) unpack 3.7 "deb $mirror bookworm main" "deb $mirror-security bookworm-security main" ;;
    3.8) unpack 3.8 "deb $mirror sid main" ;;
    *) echo "real.sh: $release: not one of 3.7 3.8" >&2; exit 2 ;;
  esac
done
