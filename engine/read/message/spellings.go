//go:build !lean

package message

import (
	"bytes"
	"strings"
)

// spellings tell of signs that are spelled in one way only, or stand in certain places, whether one that was found is
// one.
var spellings = map[string]func(q *Text, at, end int) bool{
	"curlerror6:": (*Text).guzzles, "curlerror7:": (*Text).guzzles, "curlerror28:": (*Text).guzzles,
	"curlerror35:": (*Text).guzzles, "curlerror51:": (*Text).guzzles, "curlerror52:": (*Text).guzzles,
	"curlerror56:": (*Text).guzzles, "curlerror58:": (*Text).guzzles, "curlerror60:": (*Text).guzzles,
	"curlerror77:":    (*Text).guzzles,
	packageOfGo:       (*Text).gos,
	connectingOfIsync: (*Text).isyncs,
	connectingOfLWP:   (*Text).lwps,
	queueOfOpenVPN:    (*Text).openVPNs,
	queueOfMosquitto:  (*Text).mosquittos,
	failedOfAnsible:   func(q *Text, _, end int) bool { return bytes.Contains(q.restOfLine(end), []byte("] => {")) },
	"tls_error:":      (*Text).envoys,
	exceptionOfJava:   (*Text).capital,
	certificateOfJava: (*Text).capital,
	sourceOfChromium:  (*Text).chromiums,
	frameOfPoetry:     (*Text).poetrys,
	refsOfGit:         (*Text).gits,
	"(mainthread)[":   func(q *Text, _, end int) bool { return !strings.HasPrefix(q.b[end:], "music_assistant") },
	"mariadb":         (*Text).mariadbs,
	"pipinstall":      (*Text).runsNow,
	"pip3install":     (*Text).runsNow,
	"task[":           (*Text).ansibles, // Celery's are no capitals
	"task:[":          (*Text).ansibles,
	"[cfg]":           (*Text).numbered, // strongSwan's threads have numbers: 05[IKE]
	"[ike]":           (*Text).numbered,
	"[lib]":           (*Text).numbered,
	"[tls]":           (*Text).numbered,
	"[enc]":           (*Text).numbered,
	"--native-tls":    (*Text).uvs, // others have such an option, too
	"amqps:":          (*Text).dialsNot,
	"mongodb://":      (*Text).unset,
	"mongodb+srv:":    (*Text).unset,
	"vault":           (*Text).vaults,
	"vaultserver":     (*Text).vaults,
	"clientconn.go":   (*Text).klogs,     // gRPC's file, whoever uses it
	"prometheus/":     (*Text).versioned, // whose path is another's
	"microsoft.":      (*Text).topmost,   // Java's are com.microsoft
	// lager's and Erlang's logger, of VerneMQ as of RabbitMQ
	"[error]<0.": (*Text).rabbits, "[warning]<0.": (*Text).rabbits, "[info]<0.": (*Text).rabbits,
	"[notice]<0.": (*Text).rabbits,
	// BuildKit without Docker
	"failedtosolve": func(q *Text, at, _ int) bool { return !q.inRecord(at, "buildctl") },
}

// queueOfOpenVPN leads in an entry of OpenSSL's error queue in logs of OpenVPN, and in what wget prints.
const queueOfOpenVPN = "openssl:error:"

// queueOfMosquitto leads in an entry of OpenSSL's error queue in logs of Mosquitto.
const queueOfMosquitto = "opensslerror:error:"

// mosquittos reports whether queueOfMosquitto at a place begins a message, with a capital letter, and ends no sentence.
func (q *Text) mosquittos(at, _ int) bool {
	return q.plain[q.offset(at)] == 'O' && !bytes.HasSuffix(q.plain[:q.offset(at)], []byte(". "))
}

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

// mariadbs reports whether MariaDB's name is a word of its own and not what a form asks for, "Server and version:".
func (q *Text) mariadbs(at, end int) bool {
	return q.named("mariadb", at, end) && !strings.HasSuffix(q.b[:at], "version:")
}

// packageOfGo leads in what crypto/x509 says.
const packageOfGo = "x509:"

// gos reports whether packageOfGo at a place is Go's: OpenSSL's is X509, and names of Perl's and C++'s packages have
// two colons.
func (q *Text) gos(at, end int) bool { return q.plain[q.offset(at)] == 'x' && !q.scoped(at, end) }

// scoped reports whether the word with a colon at its end that stands at a place is a part of a name: "a::x509::b".
func (q *Text) scoped(at, end int) bool {
	return bytes.HasSuffix(q.plain[:q.offset(at)], []byte("::")) ||
		bytes.HasPrefix(q.plain[q.offset(end-1)+1:], []byte(":"))
}

// complaintOfApt begins a sentence of apt's.
const complaintOfApt = "certificateverificationfailed:the"

// connectingOfIsync stands in front of a host in logs of isync; others connect "to" theirs.
const connectingOfIsync = "sslerrorconnecting"

// connectingOfLWP leads in a host, its port, and in brackets why in what LWP answers itself.
const connectingOfLWP = "can'tconnectto"

// lwps reports whether a host, its port and a bracket follow connectingOfLWP.
func (q *Text) lwps(at, end int) bool {
	host, port, ok := bytes.Cut(q.restOfLine(end), []byte(":"))
	digits := bytes.TrimLeft(port, "0123456789")
	return ok && bytes.IndexByte(bytes.TrimSpace(host), ' ') < 0 && len(digits) < len(port) &&
		bytes.HasPrefix(digits, []byte(" (")) && q.beginsWord(at)
}

// failedOfAnsible leads in a host in front of "] => {" where Ansible 1 prints that a task failed.
const failedOfAnsible = "failed:["

// isyncs reports whether no "to" follows connectingOfIsync.
func (q *Text) isyncs(_, end int) bool {
	return !bytes.HasPrefix(q.plain[min(q.offset(end-1)+1, len(q.plain)):], []byte(" to "))
}

// versioned reports whether a number follows a place, as it does behind a program's name.
func (q *Text) versioned(_, end int) bool {
	return end < len(q.b) && q.b[end] >= '0' && q.b[end] <= '9'
}

// uvs reports whether uv is named in the record of a place.
func (q *Text) uvs(at, _ int) bool {
	from, to := q.record(at, 4<<10)
	text := q.plain[q.offset(from):min(q.offset(max(to-1, 0))+1, len(q.plain))]
	return bytes.Contains(text, []byte("uv ")) || bytes.Contains(text, []byte("`uv`")) ||
		bytes.Contains(text, []byte("UV_")) || bytes.Contains(text, []byte("help: "))
}

// dialsNot reports whether Celery does not say in front of a place that it cannot connect there.
func (q *Text) dialsNot(at, _ int) bool { return !strings.HasSuffix(q.b[:at], "cannotconnectto") }

// unset reports whether a URL is not what a variable is set to.
func (q *Text) unset(at, _ int) bool {
	i := q.offset(at)
	return i == 0 || q.plain[i-1] != '='
}

// vaults reports whether a place names Vault, and not as what cert-manager has an issuer for.
func (q *Text) vaults(at, end int) bool {
	return (q.b[at:end] != "vault" || q.named("vault", at, end)) &&
		!q.inRecord(at, "clusterissuer") && !q.inRecord(at, "initializevaultclient:")
}

// klogs reports whether what stands in front of a place on its line ends as a head of Kubernetes' logs does:
// "W0925 22:45:43.610253       1 FILE".
func (q *Text) klogs(at, _ int) bool {
	from, _ := q.line(at)
	words := bytes.Fields(q.plain[q.offset(from):q.offset(at)])
	return len(words) >= 3 && shaped(words[len(words)-3], "A0000") && shaped(words[len(words)-2], "00:00:00.")
}

// topmost reports whether a name at a place is no part of another one.
func (q *Text) topmost(at, _ int) bool {
	i := q.offset(at)
	return i == 0 || q.plain[i-1] != '.' && !alphanumeric(q.plain[i-1])
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

// guzzles reports whether curl's error at a place is spelled as Guzzle and WordPress do.
func (q *Text) guzzles(at, _ int) bool { return q.prefixed(at, "cURL error ") }

// exceptionOfJava and certificateOfJava begin names of Java's classes, which are in capitals where .NET has them.
const (
	exceptionOfJava   = "javax.net.ssl.ssl"
	certificateOfJava = "java.security.cert.cert"
)

// capital reports whether a name at a place begins with a capital.
func (q *Text) capital(at, _ int) bool { return q.prefixed(at, "J") }

// sourceOfChromium leads in the number of a line of source in logs of Chromium: "[1:2:0706/094712:ERROR:a.cc(231)] ".
const sourceOfChromium = ".cc("

// chromiums reports whether a line of source stands at a place as Chromium's logs name it.
func (q *Text) chromiums(at, end int) bool {
	from, _ := q.line(at)
	number, rest, closed := bytes.Cut(q.restOfLine(end), []byte(")] "))
	if !closed || len(number) > 6 || len(rest) == 0 {
		return false
	}
	head := q.b[from:at]
	open := strings.LastIndexByte(head, '[')
	return open >= 0 && containsAny(head[open:], ":error:|:warning:|:info:|:verbose1:|:fatal:")
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

// rabbits reports whether a record that looks like one of RabbitMQ's is one.
func (q *Text) rabbits(_, _ int) bool { return q.rabbit() }

// ofRabbitMQ reports whether nothing in the text speaks of VerneMQ or EMQ, whose logs look like RabbitMQ's.
func (q *Text) ofRabbitMQ() bool {
	return !containsAny(q.b, "vernemq|vmq_|mosquitto_|mqtts|emqttd|emqx|esockd")
}

// runsNow reports whether a command is no step that a sentence says was taken before: "after pip install x".
func (q *Text) runsNow(at, _ int) bool {
	words := bytes.Fields(q.plain[max(0, q.offset(at)-20):q.offset(at)])
	if len(words) == 0 {
		return true
	}
	switch string(bytes.ToLower(words[len(words)-1])) {
	case "after", "via", "with", "using", "by":
		return false
	}
	return true
}
