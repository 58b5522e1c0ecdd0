# shellcheck shell=sh disable=SC2034,SC2154
# The part that newca.sh and request.sh have in common; it follows common.sh, and what is wished for follows it.

if [ -e "$OUT" ] || [ -L "$OUT" ]; then die "$T_EXISTS $OUT"; fi
folder
whole=1

# key FILE OPTION...: a private key, encrypted when X509STRICT_PASSWORD is set.
key() {
	file=$1
	shift
	if [ -n "${X509STRICT_PASSWORD+set}" ]; then set -- "$@" -aes256 -pass env:X509STRICT_PASSWORD; fi
	quiet genpkey "$@" -out "$file"
}
pass() {
	if [ -n "${X509STRICT_PASSWORD+set}" ]; then set -- "$@" -passin env:X509STRICT_PASSWORD; fi
	quiet "$@"
}
# quiet ARGUMENT...: openssl, whose words are shown when it fails.
quiet() {
	"$OPENSSL" "$@" 2>"$work/said" || {
		cat "$work/said" >&2
		exit 1
	}
}
serial() { echo "0x$("$OPENSSL" rand -hex 16)"; }

# name SECTION: the configuration with this section as the name asked for.
name() {
	printf '%s\n' '[ req ]' "distinguished_name = $1" 'prompt = no' 'utf8 = yes' 'string_mask = utf8only'
	cat "${here}openssl.cnf"
}
