#!/usr/bin/env bash
# Builds the real rustls for TestLive: ${X509STRICT_CACHE:-~/.cache/x509strict}/rustls/oracle, from the crates that
# Debian sid packages. Nothing is installed. Needs cargo 1.85 or later, a C compiler, apt and dpkg-deb.
# Packages come from the Debian mirror that this machine's apt uses, or from X509STRICT_DEBIAN_MIRROR.
set -euo pipefail

cd "$(dirname "$0")"
cache=${X509STRICT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/x509strict}/rustls
own_mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    grep -E '^(deb|URIs:)' | grep -oE '[a-z+]+://[^ ]+/debian(/| |$)' | sed 's/[ /]*$//' | head -n 1 || true
}
mirror=${X509STRICT_DEBIAN_MIRROR:-$(own_mirror)}
[ -n "$mirror" ] || {
  echo "build.sh: apt on this machine knows no Debian mirror; set X509STRICT_DEBIAN_MIRROR to one" >&2
  exit 3
}
for tool in cargo cc apt-get dpkg-deb; do
  command -v "$tool" >/dev/null || {
    echo "build.sh: $tool is missing" >&2
    exit 3
  }
done

# An apt of its own: sid's lists and no installed package.
mkdir -p "$cache"/apt/{state/lists/partial,cache/archives/partial,debs} "$cache/root" "$cache/build/.cargo"
: >"$cache/apt/status"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keys] $mirror sid main" >"$cache/apt/sources.list"
cat >"$cache/apt/conf" <<EOF
Dir::State "$cache/apt/state";
Dir::State::status "$cache/apt/status";
Dir::Cache "$cache/apt/cache";
Dir::Etc::sourcelist "$cache/apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
EOF
export APT_CONFIG=$cache/apt/conf
apt-get -q update
crates=$(apt-get -q -y --no-install-recommends --print-uris install \
  librust-rustls-dev librust-rustls-webpki-dev librust-rustls-pki-types-dev librust-ring-dev librust-aws-lc-rs-dev |
  grep -o 'librust-[a-z0-9.+-]*-dev_' | tr -d _ | sort -u)
(
  cd "$cache/apt/debs"
  rm -f ./*.deb
  # shellcheck disable=SC2086 # one word a package
  apt-get -q download $crates
  for one in *.deb; do dpkg-deb -x "$one" "$cache/root"; done
)

# Debian's rustls has no aws-lc-rs provider; src/aws_lc.rs brings its algorithms.
cp -r Cargo.toml src "$cache/build/"
cat >"$cache/build/.cargo/config.toml" <<EOF
[source.crates-io]
replace-with = "debian"
[source.debian]
directory = "$cache/root/usr/share/cargo/registry"
EOF
(cd "$cache/build" && rm -f Cargo.lock && AWS_LC_SYS_CMAKE_BUILDER=0 cargo build --release --offline)
cp "$cache/build/target/release/oracle" "$cache/oracle"
grep -A1 -E '^name = "(rustls|rustls-webpki|ring|aws-lc-rs)"' "$cache/build/Cargo.lock" | grep -v '^--'
