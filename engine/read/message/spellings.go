//go:build !lean

package message

import (
	"bytes"
	"strings"
)

// spellings tell of signs that are spelled in one way only, or stand in certain places, whether one that was found is
// one.
var spellings = map[string]func(q *Text, at, end int) bool{
	packageOfGo:       func(q *Text, at, _ int) bool { return q.plain[q.offset(at)] == 'x' }, // OpenSSL's is X509
	connectingOfIsync: (*Text).isyncs,
	queueOfOpenVPN:    (*Text).openVPNs,
	failedOfAnsible:   func(q *Text, _, end int) bool { return bytes.Contains(q.restOfLine(end), []byte("] => {")) },
	"tls_error:":      (*Text).envoys,
	frameOfPoetry:     (*Text).poetrys,
	refsOfGit:         (*Text).gits,
	"(mainthread)[":   func(q *Text, _, end int) bool { return !strings.HasPrefix(q.b[end:], "music_assistant") },
	"task[":           (*Text).ansibles, // Celery's are no capitals
	"task:[":          (*Text).ansibles,
	"[cfg]":           (*Text).numbered, // strongSwan's threads have numbers: 05[IKE]
	"[ike]":           (*Text).numbered,
	"[lib]":           (*Text).numbered,
	"[tls]":           (*Text).numbered,
	"[enc]":           (*Text).numbered,
}

// queueOfOpenVPN leads in an entry of OpenSSL's error queue in logs of OpenVPN, and in what wget prints.
const queueOfOpenVPN = "openssl:error:"

// What OpenVPN says last, whatever the error was that it told of before, and how it tells of one in a verification.
const (
	openVPNsBIO        = "TLS_ERROR: BIO read tls_read_plaintext error"
	openVPNsEnd        = "TLS Error: TLS handshake failed"
	verifyingOfOpenVPN = "certificate verify failed|VERIFY ERROR|VERIFY KU ERROR|VERIFY EKU ERROR|VERIFY X509NAME"
)

// ownKeyFailed are what OpenSSL says where its own private key could not sign the handshake.
const ownKeyFailed = "EVP lib|internal error|RSA lib|EC lib|ECDSA lib"

// frameOfPoetry ends the line above the lines of code that Poetry shows of where a request failed:
// "adapters.py:514 in send".
const frameOfPoetry = "insend"

// poetrys reports whether the number of a line stands in front of a place and a numbered line of code behind it, which
// no box is drawn around.
func (q *Text) poetrys(at, end int) bool {
	rest := bytes.TrimLeft(q.plain[min(q.offset(end-1)+1, len(q.plain)):], " \r\n")
	return at > 0 && q.b[at-1] >= '0' && q.b[at-1] <= '9' && len(rest) > 0 && rest[0] >= '0' && rest[0] <= '9'
}

// packageOfGo leads in what crypto/x509 says.
const packageOfGo = "x509:"

// complaintOfApt begins a sentence of apt's.
const complaintOfApt = "certificateverificationfailed:the"

// connectingOfIsync stands in front of a host in logs of isync; others connect "to" theirs.
const connectingOfIsync = "sslerrorconnecting"

// failedOfAnsible leads in a host in front of "] => {" where Ansible 1 prints that a task failed.
const failedOfAnsible = "failed:["

// isyncs reports whether no "to" follows connectingOfIsync.
func (q *Text) isyncs(_, end int) bool {
	return !bytes.HasPrefix(q.plain[min(q.offset(end-1)+1, len(q.plain)):], []byte(" to "))
}

// envoys reports whether no "BIO" follows "TLS_ERROR:", as it does where OpenVPN says so.
func (q *Text) envoys(_, end int) bool { return !strings.HasPrefix(q.b[end:], "bio") }

// ansibles reports whether a task at a place is in capitals.
func (q *Text) ansibles(at, _ int) bool { return q.prefixed(at, "TASK") }

// numbered reports whether a digit stands right in front of a place.
func (q *Text) numbered(at, _ int) bool {
	i := q.offset(at)
	return i > 0 && q.plain[i-1] >= '0' && q.plain[i-1] <= '9'
}

// openVPNs reports whether queueOfOpenVPN at a place is OpenVPN's: a time stands in front of it, or it tells of a
// verification, for which wget has words of its own.
func (q *Text) openVPNs(at, end int) bool {
	from, _ := q.line(at)
	for i := q.offset(from); i < q.offset(at); i++ {
		if q.plain[i] >= '0' && q.plain[i] <= '9' {
			return true
		}
	}
	return strings.Contains(q.b[end:min(end+120, len(q.b))], "certificateverifyfailed")
}

// refsOfGit ends the first URL that git asks for of a repository; libraries of Python that speak git's protocol ask for
// it, too.
const refsOfGit = ".git/info/refs"

// gits reports whether no exception of Python's names the URL.
func (q *Text) gits(_, end int) bool {
	rest := q.restOfLine(end)
	return !bytes.Contains(rest[:min(len(rest), 100)], []byte("SSLError(")) &&
		!bytes.Contains(q.plain[max(0, q.offset(end-1)-400):q.offset(end-1)], []byte("Retrying (Retry("))
}
