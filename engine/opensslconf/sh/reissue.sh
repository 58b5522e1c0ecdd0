# shellcheck shell=sh disable=SC2034,SC2154
# The part of reissue.sh that is the same for every plan; it follows common.sh, and what the plan says follows it.

[ $# -gt 0 ] || die "$T_USAGE"
folder

# The password, asked for once and handed over in the environment, never on a command line.
password() {
	[ -z "${X509STRICT_PASSWORD+set}" ] || return 0
	printf '%s (%s): ' "$T_PASSWORD" "$(say "$1")" >&2
	hidden=1
	stty -echo 2>/dev/null || :
	IFS= read -r X509STRICT_PASSWORD || :
	stty echo 2>/dev/null || :
	hidden=
	echo >&2
	export X509STRICT_PASSWORD
}
pass() { # COMMAND ARGUMENT...: the option comes first, for dgst takes none after its file
	command=$1
	shift
	if [ -n "${X509STRICT_PASSWORD+set}" ]; then set -- -passin env:X509STRICT_PASSWORD "$@"; fi
	"$OPENSSL" "$command" "$@"
}
# unopened FILE says why openssl, whose words are in $work/said, does not open what a password locks.
unopened() {
	if grep -qi 'digital envelope routines.*unsupported\|unknown pbe\|unable to load provider' "$work/said" &&
		! grep -qi 'mac verify\|bad decrypt' "$work/said"; then
		cat "$work/said" >&2
		die "$T_UNREADABLE $1"
	fi
	[ -n "$X509STRICT_PASSWORD" ] || die "$T_EMPTY $1"
	die "$T_WRONG $1"
}

# keystore FILE: the private keys of the PKCS#12 file $work/given to $work/bag, encrypted with the same password.
keystore() {
	password "$1"
	legacy=
	: >"$work/said"
	[ "$pkeyutl" = old ] ||
		"$OPENSSL" pkcs12 -in "$work/given" -nokeys -nocerts -passin env:X509STRICT_PASSWORD >/dev/null 2>"$work/said" || legacy=-legacy
	if [ -n "$X509STRICT_PASSWORD" ]; then set -- "$1" -passout env:X509STRICT_PASSWORD; else set -- "$1" -nodes; fi
	file=$1
	shift
	"$OPENSSL" pkcs12 ${legacy:+"$legacy"} -in "$work/given" -nocerts -passin env:X509STRICT_PASSWORD "$@" >"$work/bag" 2>>"$work/said" ||
		unopened "$file"
}
# binary FILE: the private keys of $work/given, which is not text, to $work/bag.
binary() {
	"$OPENSSL" asn1parse -inform DER -in "$work/given" >"$work/said" 2>/dev/null || die "$T_UNREADABLE $1"
	if grep -q 'OBJECT *:pkcs7-' "$work/said"; then
		keystore "$1"
	elif grep -q 'OBJECT *:\(PBES2\|pbeWith\)' "$work/said"; then
		{
			echo '-----BEGIN ENCRYPTED PRIVATE KEY-----'
			"$OPENSSL" base64 -in "$work/given"
			echo '-----END ENCRYPTED PRIVATE KEY-----'
		} >"$work/bag"
	else
		"$OPENSSL" pkey -inform DER -in "$work/given" -out "$work/bag" 2>/dev/null || die "$T_NONE $1"
	fi
}

# Every private key of every file given becomes $work/key.N, still encrypted when it was. Several can lie in one file.
keys=0
for file; do
	case $file in -*) file=./$file ;; esac
	if [ ! -r "$file" ] || [ -d "$file" ]; then die "$T_ABSENT $file"; fi
	cat "$file" >"$work/given"
	case $(od -An -tx1 -N4 "$work/given" | tr -d ' \t\n') in
	feedfeed | cececece) die "$T_JKS $file" ;;
	30*) binary "$file" ;;
	*) cat "$work/given" >"$work/bag" ;;
	esac
	! grep -q ENCRYPTED "$work/bag" || password "$file"
	first=$keys
	WORK=$work awk -v n="$keys" '
		/-----BEGIN .*PRIVATE KEY-----/ { if (inside) cut = 1; n++; inside = 1 }
		inside { print > (ENVIRON["WORK"] "/key." n) }
		/-----END .*PRIVATE KEY-----/ { inside = 0 }
		END { exit inside || cut }' "$work/bag" || die "$T_CUT $file"
	rm -f "$work/bag" "$work/given"
	while [ -e "$work/key.$((keys + 1))" ]; do
		keys=$((keys + 1))
		pass pkey -in "$work/key.$keys" -pubout -out "$work/pub.$keys" 2>"$work/said" || {
			! grep -q ENCRYPTED "$work/key.$keys" || unopened "$file"
			die "$T_UNREADABLE $file"
		}
		printf '%s\n' "$file" >"$work/from.$keys"
	done
	[ "$keys" -gt "$first" ] || die "$T_NONE $file"
done

# find_key CERT NAME sets $key to the key of the certificate CERT.
find_key() {
	"$OPENSSL" x509 -in "$1" -noout -pubkey | "$OPENSSL" pkey -pubin -outform DER -out "$work/want" 2>/dev/null
	n=0
	while [ "$n" -lt "$keys" ]; do
		n=$((n + 1))
		key=$work/key.$n
		"$OPENSSL" pkey -pubin -in "$work/pub.$n" -outform DER -out "$work/have"
		! cmp -s "$work/want" "$work/have" || return 0
	done
	whose
	die "$T_NOKEY $2"
}

# whose says which certificates the given keys belong to.
whose() {
	n=0
	while [ "$n" -lt "$keys" ]; do
		n=$((n + 1))
		"$OPENSSL" pkey -pubin -in "$work/pub.$n" -outform DER -out "$work/have"
		owner=
		for c in "$work"/old.*; do
			"$OPENSSL" x509 -in "$c" -noout -pubkey | "$OPENSSL" pkey -pubin -outform DER -out "$work/their" 2>/dev/null || continue
			! cmp -s "$work/their" "$work/have" || owner=$(cat "$work/name.${c##*.}")
		done
		if [ -n "$owner" ]; then
			say "$T_NAME: $(cat "$work/from.$n") $T_WHOSE $owner" >&2
		else
			say "$T_NAME: $T_NOBODY $(cat "$work/from.$n")" >&2
		fi
	done
}

# absent FILE: nothing of this name may be in $OUT, not even a link that leads nowhere.
absent() {
	if [ -e "$OUT/$1" ] || [ -L "$OUT/$1" ]; then die "$T_EXISTS $OUT/$1"; fi
}
# place FILE FROM: into $OUT, where it is made anew (noclobber) or not at all.
place() {
	absent "$1"
	(
		set -C
		: >"$OUT/$1"
	) 2>/dev/null || die "$T_EXISTS $OUT/$1"
	placed="$placed $1"
	cat "$2" >"$OUT/$1"
	chmod 644 "$OUT/$1"
}

# unchanged OLD NEW FIELD...: the fields of x509 -noout that must not differ.
unchanged() {
	old=$1 new=$2
	shift 2
	for field; do
		[ "$("$OPENSSL" x509 -in "$old" -noout "-$field")" = "$("$OPENSSL" x509 -in "$new" -noout "-$field")" ] || die "$T_DIFFERS $field"
	done
}

# octets VALUE...: bytes by number.
octets() {
	# shellcheck disable=SC2059 # the format is the byte
	for v; do printf "\\$(printf %o "$v")"; done
}

# header TAG FILE...: the DER header over the files.
header() {
	tag=$1
	shift
	length=$(($(cat "$@" | wc -c)))
	if [ "$length" -lt 128 ]; then
		octets "$tag" "$length"
	elif [ "$length" -lt 256 ]; then
		octets "$tag" 129 "$length"
	elif [ "$length" -lt 65536 ]; then
		octets "$tag" 130 $((length / 256)) $((length % 256))
	else
		octets "$tag" 131 $((length / 65536)) $((length / 256 % 256)) $((length % 256))
	fi
}

# sign SCHEME [OLD SECTION OPTION...]: signs $work/tbs, whose signature algorithm is in $work/alg, to $work/new. The rest
# is for OpenSSL 1.1.1, which signs no messages with Ed25519 and Ed448 but certificates of its own making; planned
# compares what came of it.
sign() {
	case $1 in
	message | message-*)
		digest=${1#message}
		if [ "$pkeyutl" = old ]; then
			[ $# -gt 1 ] || die "$T_NEWER"
			old=$2 section=$3
			shift 3
			pass x509 -in "$old" -signkey "$key" -preserve_dates -clrext "$@" -extfile "${here}openssl.cnf" -extensions "$section" -out "$work/new"
			return
		fi
		pass pkeyutl -sign -rawin ${digest:+-digest "${digest#-}"} -in "$work/tbs" -inkey "$key" -out "$work/sig"
		;;
	pss-*)
		digest=${1#pss-}
		pass dgst "-${digest%-*}" -sign "$key" -sigopt rsa_padding_mode:pss -sigopt "rsa_pss_saltlen:${digest#*-}" -out "$work/sig" "$work/tbs"
		;;
	*) pass dgst "-$1" -sign "$key" -out "$work/sig" "$work/tbs" ;;
	esac
	octets 0 >"$work/zero"
	header 3 "$work/zero" "$work/sig" >"$work/bits"
	cat "$work/zero" "$work/sig" >>"$work/bits"
	{
		header 48 "$work/tbs" "$work/alg" "$work/bits"
		cat "$work/tbs" "$work/alg" "$work/bits"
	} >"$work/der"
	"$OPENSSL" x509 -inform DER -in "$work/der" -out "$work/new"
}

# planned FILE: what is signed in $work/new has to be, byte for byte, what the plan says ($work/tbs): every field and
# every extension.
planned() {
	"$OPENSSL" x509 -in "$work/new" -outform DER -out "$work/der"
	size=$(($(wc -c <"$work/der")))
	if [ "$size" -lt 130 ]; then
		start=2
	elif [ "$size" -lt 259 ]; then
		start=3
	elif [ "$size" -lt 65540 ]; then
		start=4
	else
		start=5
	fi
	"$OPENSSL" asn1parse -inform DER -in "$work/der" -strparse "$start" -noout -out "$work/signed" >/dev/null
	cmp -s "$work/tbs" "$work/signed" || die "$T_PLANNED $1"
}

# throwaway CERT: a leaf signed with $key, because strict checks run only on chains of two or more.
throwaway() {
	printf '%s\n' '[ req ]' 'distinguished_name = dn' 'prompt = no' '[ dn ]' 'CN = x509strict throwaway' '[ leaf ]' 'basicConstraints = CA:FALSE' \
		'keyUsage = critical,digitalSignature' 'extendedKeyUsage = serverAuth' 'subjectKeyIdentifier = hash' 'authorityKeyIdentifier = keyid:always' \
		'subjectAltName = DNS:localhost' >"$work/leaf.cnf"
	"$OPENSSL" req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config "$work/leaf.cnf" -keyout "$work/leaf.key" -out "$work/leaf.csr" 2>/dev/null
	pass x509 -req -in "$work/leaf.csr" -CA "$1" -CAkey "$key" -set_serial 1 -days 1 -extfile "$work/leaf.cnf" -extensions leaf -out "$work/leaf" 2>/dev/null
}

# verify NAME LEAF: with the trust anchors in $work/anchors and what is sent beside in $work/sent.
verify() {
	say "$T_VERIFY $1"
	cat "$2" >>"$work/sent"
	"$OPENSSL" verify -x509_strict -partial_chain -purpose sslserver -auth_level 2 -no-CApath -no-CAfile -CAfile "$work/anchors" -untrusted "$work/sent" "$2" >"$work/said" 2>&1 || {
		cat "$work/said" >&2
		die "$T_REFUSED $1"
	}
}

# fingerprint FILE: of what was placed, as products and people compare it.
fingerprint() {
	say "$1 $("$OPENSSL" x509 -in "$OUT/$1" -noout -fingerprint -sha256)"
}
