//go:build !lean

package message

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// dialled returns the host that a command above a message names: the nearest of those that may have printed it.
func (q *Text) dialled(f *find) (host string, port int) {
	if len(q.plain) > maxPaste {
		return "", 0
	}
	for i := len(q.lines) - 1; i >= 0; i-- {
		from := int(q.lines[i])
		if from > f.from || from >= q.size || q.ofAnother(from, f) {
			continue
		}
		command := commandLine(q.lineAt(from))
		if command == nil {
			continue
		}
		if host, port = argumentsName(partOf(command, f.Client)); host != "" {
			return host, port
		}
	}
	return q.ranAs()
}

// ranAs returns the host that the command names which Ansible shows in a field of its result: "cmd": "psql -h HOST".
func (q *Text) ranAs() (host string, port int) {
	const field = `"cmd": "`
	i := bytes.Index(q.plain, []byte(field))
	if i < 0 {
		return "", 0
	}
	value := string(q.plain[i+len(field) : min(i+1000, len(q.plain))])
	value = strings.NewReplacer(`\"`, "'", `\n`, "\n").Replace(value)
	value, _, _ = strings.Cut(value, `"`)
	for line := range strings.Lines(value) {
		if command := commandLine([]byte(line)); command != nil {
			if host, port = argumentsName(command); host != "" {
				return host, port
			}
		}
	}
	return "", 0
}

// partOf returns the part of a command that runs a client's program where the shell runs several one after another; the
// whole of it where none does.
func partOf(command []byte, client string) []byte {
	for rest := command; len(rest) > 0; {
		part := rest
		if i := bytes.IndexAny(rest, "&|;"); i >= 0 {
			part, rest = rest[:i], rest[i+1:]
		} else {
			rest = nil
		}
		if program, _ := programAt(part); client != "" && commands[nameOf(program)] == client {
			return part
		}
	}
	return command
}

// ofAnother reports whether the line at a place runs a program that is known and cannot have said f.
func (q *Text) ofAnother(line int, f *find) bool {
	i := slices.IndexFunc(q.typed, func(s shown) bool { return s.at == line })
	return i >= 0 && q.typed[i].client != f.Client && !q.typed[i].speaks(f)
}

// lineAt returns the plain text of the line that begins at a place, with what a shell's backslashes or PowerShell's
// backticks continue.
func (q *Text) lineAt(at int) []byte {
	i := q.offset(at)
	i = bytes.LastIndexByte(q.plain[:i], '\n') + 1 // marks and blanks in front are left out of the squeezed text
	text := q.plain[i:min(len(q.plain), i+1000)]
	for end := 0; ; {
		k := bytes.IndexByte(text[end:], '\n')
		if k < 0 {
			return text
		}
		end += k + 1
		if line := bytes.TrimRight(text[:end], " \r\n"); len(line) == 0 || line[len(line)-1] != '\\' {
			return text[:end-1]
		}
	}
}

// commandLine returns the command of a line of a terminal: what stands behind its prompt, or the whole line where it
// begins with a known program, in backticks or not; nil where it holds none.
func commandLine(line []byte) []byte {
	line = untraced(bytes.TrimSpace(line))
	if n := len(line); n > 2 && line[0] == '`' && line[n-1] == '`' {
		line = line[1 : n-1]
	}
	if namesProgram(line) {
		return line
	}
	if command := instruction(line); namesProgram(command) {
		return command
	}
	if command, lost := bytes.CutPrefix(line, []byte("? ")); lost && namesProgram(command) {
		return command // a prompt that was no letter, on its way here
	}
	for i, prompt := range string(line[:min(len(line), 120)]) {
		if strings.ContainsRune("'\"=", prompt) {
			return nil
		}
		if !strings.ContainsRune(promptEnds, prompt) {
			continue
		}
		rest := line[i+utf8.RuneLen(prompt):]
		if len(rest) == 0 || rest[0] == line[i] { // ">>>" is Python's
			continue
		}
		command := bytes.TrimLeft(rest, " \t")
		if namesProgram(command) || (i == 0 || rest[0] == ' ') && isProgram(command) {
			return command
		}
	}
	return nil
}

// instruction returns what an instruction of a Dockerfile runs: "RUN COMMAND", behind the number of its step or not;
// nil where a line is none.
func instruction(line []byte) []byte {
	const run = "RUN "
	head, command, ok := bytes.Cut(line[:min(len(line), 1000)], []byte(run))
	if !ok || len(head) > 40 || len(head) > 0 && head[len(head)-1] != ' ' {
		return nil
	}
	return command
}

// namesProgram reports whether a line begins with a program that dials a host which its arguments name, with its path
// or without, behind what only runs it.
func namesProgram(line []byte) bool {
	program, _ := programAt(line)
	name := nameOf(program)
	return commands[name] != "" || slices.Contains(databases, name) || slices.Contains(dialers, name)
}

// isProgram reports whether a line begins with a path of a program, or a script.
func isProgram(line []byte) bool {
	first, _, spaced := bytes.Cut(line, []byte(" "))
	return spaced && (bytes.HasPrefix(first, []byte("./")) || bytes.HasPrefix(first, []byte("/")) ||
		bytes.HasPrefix(first, []byte("~/")) || bytes.HasSuffix(first, []byte(".py")) ||
		bytes.HasSuffix(first, []byte(".sh")) || bytes.HasSuffix(first, []byte(".pl")))
}

// dialers are further programs whose arguments name the host that they dial.
var dialers = []string{
	"java", "python", "python3", "php", "perl", "ruby", "telnet", "nc", "ncat", "socat", "kcat", "kafkacat", "openssl",
	"gnutls-cli", "sslscan", "testssl.sh", "swaks", "grpcurl", "websocat", "wscat", "httpie", "http", "https", "xh",
	"mongoexport", "mongoimport", "cqlsh", "sqlcmd", "influx", "nats", "amqp-publish", "amqp-consume",
	"paho_c_sub", "paho_c_pub", "mqtt", "mqttx", "rabbitmqadmin", "kafka-topics.sh", "kafka-topics",
	"kafka-console-consumer.sh", "kafka-console-producer.sh", "kafka-console-consumer", "kafka-console-producer",
	"ldapdelete", "ldappasswd", "ldapcompare", "ldapurl", "xfreerdp", "wlfreerdp", "openfortivpn", "msmtp", "s3cmd",
	"restic", "oc", "nomad", "bacula-console", "check_http", "check_mqtt", "check_tcp", "check_ldap",
}
