package opensslconf

import (
	"encoding/base64"
	"fmt"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
)

// Script returns reissue.sh: POSIX sh around openssl 1.1.1 to 4.0. It takes key files in any order, finds out whose
// they are, signs what the plan says, writes to a folder of its own without overwriting anything, and verifies every
// chain with -x509_strict at the end. openssl.cnf from [Config] has to lie beside it.
func Script(p *plan.Plan, certificates []*cert.Certificate, l lang.Lang) string {
	w := &script{p: p, certificates: certificates, l: l}
	w.head()
	w.b.WriteString(machinery)
	w.data()
	w.issues()
	w.verifies()
	return w.b.String()
}

type script struct {
	b            strings.Builder
	p            *plan.Plan
	certificates []*cert.Certificate
	l            lang.Lang
}

func (w *script) say(en, zh string) string { return lang.Text{EN: en, ZH: zh}.In(w.l) }

func (w *script) head() {
	b := &w.b
	b.WriteString("#!/bin/sh\n")
	comment(
		b,
		w.say(
			"Usage: sh reissue.sh KEY...\nKEY: private keys (PEM, PKCS#8, or PKCS#12 named *.p12 or *.pfx), in any order. Needed:",
			"用法：sh reissue.sh 密钥文件...\n密钥文件：私钥（PEM、PKCS#8，或名为 *.p12、*.pfx 的 PKCS#12），顺序不限。需要：",
		),
	)
	seen := map[int]bool{}
	for _, r := range w.p.Reissues {
		if !seen[r.Signer] {
			seen[r.Signer] = true
			comment(b, "  "+plan.DisplayName(w.certificates[r.Signer]))
		}
	}
	comment(
		b,
		w.say(
			"The new files go to the folder x509strict-new (OUT=... for another); nothing is overwritten.\nA password is asked for once, or taken from the variable X509STRICT_PASSWORD.\nNothing leaves this machine. Needs OpenSSL 1.1.1 or later (OPENSSL=... for another command).",
			"新文件写入文件夹 x509strict-new（可用 OUT=... 另行指定），不会覆盖任何文件。\n密码只询问一次，也可放在变量 X509STRICT_PASSWORD 里。\n任何内容都不会离开本机。需要 OpenSSL 1.1.1 或更高版本（可用 OPENSSL=... 指定命令）。",
		),
	)
	b.WriteString("set -eu\numask 077\n")
	for _, m := range []struct{ name, en, zh string }{
		{"T_USAGE", "usage: sh reissue.sh KEY...", "用法：sh reissue.sh 密钥文件..."},
		{"T_VERSION", "OpenSSL 1.1.1 or later is needed; this is", "需要 OpenSSL 1.1.1 或更高版本；当前是"},
		{"T_CONF", "openssl.cnf has to lie beside reissue.sh:", "openssl.cnf 须与 reissue.sh 放在一起："},
		{"T_EXISTS", "already there, not overwritten:", "文件已存在，未覆盖："},
		{"T_PASSWORD", "Password of the key file", "密钥文件的密码"},
		{"T_UNREADABLE", "no private key can be read from", "无法读出私钥："},
		{"T_NOKEY", "the key is missing of", "缺少密钥："},
		{"T_WHOSE", "belongs to", "属于"},
		{"T_NOBODY", "belongs to none of these certificates:", "不属于这里的任何证书："},
		{"T_DIFFERS", "the new certificate would differ where it must not:", "新证书在不该变的地方有变化："},
		{"T_ED25519", "signing with Ed25519 here needs OpenSSL 3.0 or later", "在此用 Ed25519 签名需要 OpenSSL 3.0 或更高版本"},
		{"T_MADE", "made", "已生成"},
		{"T_VERIFY", "verifying with -x509_strict:", "用 -x509_strict 校验："},
		{"T_REFUSED", "still refused; do not use the new files:", "仍被拒绝，请勿使用新文件："},
		{"T_DONE", "Done. Every chain is accepted. The files are in", "完成。所有证书链均被接受。文件位于"},
	} {
		fmt.Fprintf(b, "%s=%s\n", m.name, quote(lang.Text{EN: m.en, ZH: m.zh}.In(w.l)))
	}
}

// quote makes one word of the shell.
func quote(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= 0x20 && r != 0x7f {
			b.WriteRune(r)
		}
	}
	return "'" + strings.ReplaceAll(b.String(), "'", `'\''`) + "'"
}

// machinery is the part that is the same for every plan.
const machinery = `
OPENSSL=${OPENSSL:-openssl}
OUT=${OUT:-x509strict-new}
here=$(dirname "$0")
die() { echo "reissue.sh: $*" >&2; exit 1; }
[ $# -gt 0 ] || die "$T_USAGE"
case $("$OPENSSL" version) in
"OpenSSL 1.1.1"*) pkeyutl=old ;;
"OpenSSL 3."* | "OpenSSL 4."*) pkeyutl=new ;;
*) die "$T_VERSION $("$OPENSSL" version)" ;;
esac
[ -r "$here/openssl.cnf" ] || die "$T_CONF $here"
mkdir -p "$OUT"
work=$OUT/.work.$$
mkdir "$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The password, asked for once and handed over in the environment, never on a command line.
password() {
	[ -z "${X509STRICT_PASSWORD+set}" ] || return 0
	printf '%s (%s): ' "$T_PASSWORD" "$1" >&2
	stty -echo 2>/dev/null || :
	IFS= read -r X509STRICT_PASSWORD || :
	stty echo 2>/dev/null || :
	echo >&2
	export X509STRICT_PASSWORD
}
pass() {
	if [ -n "${X509STRICT_PASSWORD+set}" ]; then set -- "$@" -passin env:X509STRICT_PASSWORD; fi
	"$OPENSSL" "$@"
}

# Every private key of every file given becomes $work/key.N, still encrypted when it was. Several can lie in one file.
keys=0
for file; do
	[ -r "$file" ] || die "$T_UNREADABLE $file"
	case $file in
	*.p12 | *.pfx | *.P12 | *.PFX)
		password "$file"
		legacy=
		[ "$pkeyutl" = old ] || "$OPENSSL" pkcs12 -in "$file" -nokeys -nocerts -passin env:X509STRICT_PASSWORD >/dev/null 2>&1 || legacy=-legacy
		"$OPENSSL" pkcs12 $legacy -in "$file" -nocerts -passin env:X509STRICT_PASSWORD -passout env:X509STRICT_PASSWORD >"$work/bag" || die "$T_UNREADABLE $file"
		;;
	*) cat "$file" >"$work/bag" ;;
	esac
	! grep -q ENCRYPTED "$work/bag" || password "$file"
	first=$keys
	: >"$work/key.0"
	awk -v work="$work" -v n="$keys" '/-----BEGIN .*PRIVATE KEY-----/ { n++; inside = 1 } inside { print > (work "/key." n) } /-----END .*PRIVATE KEY-----/ { inside = 0 }' "$work/bag"
	rm -f "$work/bag"
	while [ -e "$work/key.$((keys + 1))" ]; do
		keys=$((keys + 1))
		pass pkey -in "$work/key.$keys" -pubout -out "$work/pub.$keys" 2>/dev/null || die "$T_UNREADABLE $file"
		printf '%s\n' "$file" >"$work/from.$keys"
	done
	[ "$keys" -gt "$first" ] || die "$T_UNREADABLE $file"
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
			echo "reissue.sh: $(cat "$work/from.$n") $T_WHOSE $owner" >&2
		else
			echo "reissue.sh: $T_NOBODY $(cat "$work/from.$n")" >&2
		fi
	done
}

absent() { [ ! -e "$OUT/$1" ] || die "$T_EXISTS $OUT/$1"; }

# unchanged OLD NEW FIELD...: the fields of x509 -noout that must not differ.
unchanged() {
	old=$1 new=$2
	shift 2
	for field; do
		[ "$("$OPENSSL" x509 -in "$old" -noout "-$field")" = "$("$OPENSSL" x509 -in "$new" -noout "-$field")" ] || die "$T_DIFFERS $field"
	done
}

# octets VALUE...: bytes by number.
octets() { for v; do printf "\\$(printf %o "$v")"; done; }

# header TAG FILE...: the DER header over the files.
header() {
	tag=$1
	shift
	length=$(($(cat "$@" | wc -c)))
	if [ "$length" -lt 128 ]; then octets "$tag" "$length"
	elif [ "$length" -lt 256 ]; then octets "$tag" 129 "$length"
	elif [ "$length" -lt 65536 ]; then octets "$tag" 130 $((length / 256)) $((length % 256))
	else octets "$tag" 131 $((length / 65536)) $((length / 256 % 256)) $((length % 256)); fi
}

# sign SCHEME NAME: signs $work/tbs, whose signature algorithm is in $work/alg, to $work/new.
sign() {
	case $1 in
	ed25519)
		[ "$pkeyutl" = new ] || die "$T_ED25519"
		pass pkeyutl -sign -rawin -in "$work/tbs" -inkey "$key" -out "$work/sig"
		;;
	pss-*) pass dgst "-${1#pss-}" -sign "$key" -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 -out "$work/sig" "$work/tbs" ;;
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
	echo "$T_VERIFY $1"
	cat "$2" >>"$work/sent"
	"$OPENSSL" verify -x509_strict -partial_chain -purpose sslserver -auth_level 2 -no-CApath -no-CAfile -CAfile "$work/anchors" -untrusted "$work/sent" "$2" >"$work/said" 2>&1 || {
		cat "$work/said" >&2
		die "$T_REFUSED $1"
	}
}
`

func (w *script) data() {
	b := &w.b
	b.WriteString("\n")
	comment(b, w.say("The certificates as they are.", "现有的证书。"))
	for _, i := range w.p.Involved() {
		fmt.Fprintf(
			b,
			"cat >\"$work/old.%d\" <<'END'\n%sEND\nprintf '%%s\\n' %s >\"$work/name.%d\"\n",
			i,
			pemText(w.certificates[i].Raw),
			quote(plan.DisplayName(w.certificates[i])),
			i,
		)
	}
	for _, r := range w.p.Reissues {
		fmt.Fprintf(b, "absent %s\n", quote(r.File))
	}
}

func pemText(der []byte) string {
	return "-----BEGIN CERTIFICATE-----\n" + lines(der) + "-----END CERTIFICATE-----\n"
}

func lines(der []byte) string {
	var b strings.Builder
	text := base64.StdEncoding.EncodeToString(der)
	for len(text) > 64 {
		b.WriteString(text[:64] + "\n")
		text = text[64:]
	}
	return b.String() + text + "\n"
}

func (w *script) issues() {
	b := &w.b
	for i := range w.p.Reissues {
		r := &w.p.Reissues[i]
		c := w.certificates[r.Certificate]
		b.WriteString("\n")
		comment(b, plan.DisplayName(c))
		fmt.Fprintf(b, "find_key \"$work/old.%d\" %s\n", r.Signer, quote(plan.DisplayName(w.certificates[r.Signer])))
		if selfSigns(r) {
			command := strings.TrimPrefix(
				selfSignCommand(
					r,
					fmt.Sprintf(`"$work/old.%d"`, r.Certificate),
					`"$key"`,
					`"$here/openssl.cnf"`,
					`"$work/new"`,
				),
				"openssl ",
			)
			fmt.Fprintf(b, "pass %s 2>\"$work/said\" || { cat \"$work/said\" >&2; exit 1; }\n", command)
		} else {
			comment(
				b,
				w.say(
					"What is signed, byte for byte; the sections of openssl.cnf show it in words.",
					"待签名的内容，逐字节给出；openssl.cnf 中有可读的对应内容。",
				),
			)
			fmt.Fprintf(b, "\"$OPENSSL\" base64 -d >\"$work/tbs\" <<'END'\n%sEND\n", lines(r.Spec.TBS()))
			fmt.Fprintf(b, "\"$OPENSSL\" base64 -d >\"$work/alg\" <<'END'\n%sEND\n", lines(r.Spec.Algorithm.Raw))
			fmt.Fprintf(b, "sign %s\n", scheme(r))
		}
		fields := []string{}
		for _, f := range []struct{ key, option string }{{"subject", "subject"}, {"issuer", "issuer"}, {"spki", "pubkey"}, {"serial", "serial"}, {"notBefore", "startdate"}, {"notAfter", "enddate"}} {
			if !r.Changed(f.key) {
				fields = append(fields, f.option)
			}
		}
		fmt.Fprintf(b, "unchanged \"$work/old.%d\" \"$work/new\" %s\n", r.Certificate, strings.Join(fields, " "))
		fmt.Fprintf(b, "mv \"$work/new\" \"$work/made.%d\"\necho \"$T_MADE %s\"\n", r.Certificate, r.File)
	}
}

func scheme(r *plan.Reissue) string {
	digest := strings.TrimPrefix(digestArgument(r), "-")
	switch r.Spec.Algorithm.Kind {
	case plan.Ed25519:
		return "ed25519"
	case plan.RSAPSS:
		return "pss-" + digest
	}
	return digest
}

func (w *script) verifies() {
	b := &w.b
	b.WriteString("\n")
	made := map[int]bool{}
	for _, r := range w.p.Reissues {
		made[r.Certificate] = true
	}
	path := func(i int) string {
		if made[i] {
			return fmt.Sprintf(`"$work/made.%d"`, i)
		}
		return fmt.Sprintf(`"$work/old.%d"`, i)
	}
	comment(b, w.say("Trust anchors and intermediate certificates, as they will be.", "将来的信任锚和中间证书。"))
	b.WriteString(": >\"$work/anchors\"\n: >\"$work/sent\"\n")
	for _, i := range w.p.Anchors() {
		fmt.Fprintf(b, "cat %s >>\"$work/anchors\"\n", path(i))
	}
	for _, i := range w.p.Involved() {
		if w.p.Sent(i) {
			fmt.Fprintf(b, "cat %s >>\"$work/sent\"\n", path(i))
		}
	}
	for _, chain := range w.p.Paths() {
		leaf := chain[0]
		if len(chain) == 1 {
			fmt.Fprintf(b, "cat %s >>\"$work/anchors\"\n", path(leaf))
		}
		fmt.Fprintf(b, "verify %s %s\n", quote(plan.DisplayName(w.certificates[leaf])), path(leaf))
	}
	for _, i := range w.p.Bare() {
		name := quote(plan.DisplayName(w.certificates[i]))
		if !w.p.Signs(i) {
			continue
		}
		fmt.Fprintf(b, "find_key \"$work/old.%d\" %s\nthrowaway %s\nverify %s \"$work/leaf\"\n", i, name, path(i), name)
	}
	for _, r := range w.p.Reissues {
		fmt.Fprintf(
			b,
			"absent %s\nchmod 644 \"$work/made.%d\"\nmv \"$work/made.%d\" \"$OUT/%s\"\n",
			quote(r.File),
			r.Certificate,
			r.Certificate,
			r.File,
		)
	}
	b.WriteString("echo \"$T_DONE $OUT\"\n")
}
