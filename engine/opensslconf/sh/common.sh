# shellcheck shell=sh disable=SC2034,SC2154
# What every script that x509strict writes begins with. T_... are texts in the reader's language, written before this.

OPENSSL=${OPENSSL:-openssl}
# A path that begins with a dash would be taken for an option.
case $OUT in -*) OUT=./$OUT ;; esac
case $0 in */*) here=${0%/*}/ ;; *) here=./ ;; esac
case $here in -*) here=./$here ;; esac

# say WORD...: one line. What a terminal would obey (control characters, direction marks) is shown as question marks;
# echo would also take a backslash in a path for more than it is.
unseen=$(printf 's/\302[\200-\237]/?/g;s/\342\200[\252-\256]/?/g;s/\342\201[\246-\251]/?/g')
say() {
	printf '%s' "$*" | LC_ALL=C tr '\001-\037\177' '?' | LC_ALL=C sed "$unseen"
	echo
}
die() {
	say "$T_NAME: $*" >&2
	exit 1
}

# Nothing stays behind unless everything went well: not the working files, not a file made halfway, not the folder.
levels=0 # of folders that this script made
placed=  # files that this script made in $OUT
whole=   # the folder itself is this script's, with all that is in it
complete=
hidden= # the terminal shows no password
work=
cleanup() {
	[ -z "$hidden" ] || stty echo 2>/dev/null || :
	[ -z "$work" ] || rm -rf "$work"
	[ -z "$complete" ] || return 0
	[ -z "$whole" ] || rm -rf "$OUT"
	for name in $placed; do rm -f "$OUT/$name"; done
	at=$OUT
	while [ "$levels" -gt 0 ]; do
		[ ! -d "$at" ] || rmdir "$at" 2>/dev/null || return 0
		parent
		levels=$((levels - 1))
	done
}
# parent sets $at to the folder that it lies in.
parent() {
	case $at in
	*/*) at=${at%/*} ;;
	*) at=. ;;
	esac
	[ -n "$at" ] || at=/
}
trap cleanup EXIT
trap 'exit 1' HUP INT TERM

case $("$OPENSSL" version) in
"OpenSSL 1.1.1"*) pkeyutl=old ;;
"OpenSSL 3."* | "OpenSSL 4."*) pkeyutl=new ;;
*) die "$T_VERSION $("$OPENSSL" version)" ;;
esac
[ -r "${here}openssl.cnf" ] || die "$T_CONF $here"

# folder makes $OUT, and in it a folder for working files.
folder() {
	at=$OUT
	while [ ! -d "$at" ]; do
		if [ -e "$at" ] || [ -L "$at" ]; then die "$T_EXISTS $at"; fi
		levels=$((levels + 1))
		parent
	done
	mkdir -p "$OUT"
	mkdir "$OUT/.work.$$"
	work=$OUT/.work.$$
}
