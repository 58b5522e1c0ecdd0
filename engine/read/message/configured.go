//go:build !lean

package message

import (
	"bytes"
	"slices"
	"strings"
)

// hostKeys end the names of settings that hold who is dialled, in whatever language the settings are written.
var hostKeys = []string{"host", "hostname", "server", "servername", "broker", "brokers", "endpoint", "registry", "url",
	"uri"}

// spacedKeys begin lines of settings of programs that put a blank between a name and its value: "host HOST", with
// "port PORT" beside it, or OpenVPN's "remote HOST PORT".
var spacedKeys = []string{"host", "remote", "hostname"}

// spaced is configured for the settings that a blank parts from their names.
func (q *Text) spaced() (host string, port int) {
	beside := 0
	for line := range bytes.Lines(q.plain) {
		words := bytes.Fields(line)
		if len(words) < 2 || len(words) > 4 {
			continue
		}
		key, value := string(words[0]), words[1]
		if key == "port" {
			beside = numberAt(value, nil)
		}
		if !slices.Contains(spacedKeys, key) {
			continue
		}
		h, rest := hostAt(value, 4)
		if len(rest) > 0 || !strings.Contains(h, ".") || documentation(h) {
			continue
		}
		if host != "" && host != h {
			return "", 0
		}
		if host = h; len(words) > 2 {
			port = numberAt(words[2], nil)
		}
	}
	if host == "" {
		return "", 0
	}
	return host, max(port, beside)
}

// configured returns the one host that the settings in a short text name: "server = "HOST"", "db.host: HOST",
// "{host: 'HOST', port: 993}", with the port that a setting beside it holds. Several hosts leave it open.
func (q *Text) configured() (host string, port int) {
	if len(q.plain) > maxPaste {
		return "", 0
	}
	last := 0
	for i := 0; i < len(q.plain); i++ {
		if c := q.plain[i]; c != '=' && c != ':' {
			continue
		}
		key := keyBefore(q.plain[last:i])
		if !slices.Contains(hostKeys, key) {
			continue
		}
		h, p := q.setting(i)
		if h == "" {
			continue
		}
		if host != "" && h != host {
			return "", 0
		}
		host, port, last = h, max(port, p), i
	}
	if host == "" {
		return q.spaced()
	}
	return host, port
}

// keyBefore returns the last part of the name of the setting that ends a text, in small letters: "host" of
// "spring.data.redis.host", "DB_HOST" and `"host"`; "" where letters stand elsewhere on the line that make it a
// sentence.
func keyBefore(text []byte) string {
	text = bytes.TrimRight(text, " \t\"'`")
	inKey := func(c byte) bool { return alphanumeric(c) || c == '.' || c == '_' || c == '-' }
	start := len(text)
	for start > 0 && inKey(text[start-1]) {
		start--
	}
	name := strings.ToLower(string(text[start:]))
	if before := bytes.TrimRight(text[:start], " \t\"'`"); len(before) > 0 && before[len(before)-1] != '\n' &&
		bytes.IndexByte([]byte("{,([-?&;|"), before[len(before)-1]) < 0 {
		return ""
	}
	return name[strings.LastIndexAny(name, "._-")+1:]
}

// setting reads the value of a setting, which stands behind its sign at i: a host with dots or in quotes, or one with
// a port. The port may be another setting, on one of the next lines or behind a comma.
func (q *Text) setting(i int) (host string, port int) {
	rest := q.plain[i+1:]
	rest = rest[:min(len(rest), 200)]
	value := bytes.TrimLeft(bytes.TrimPrefix(rest, []byte(">")), " \t")
	quoted := len(value) > 0 && strings.IndexByte("\"'`", value[0]) >= 0
	if quoted {
		value = value[1:]
	}
	end := bytes.IndexAny(value, " \t\r\n\"'`,;})]|&")
	if end < 0 {
		end = len(value)
	}
	word, behind := string(value[:end]), value[end:]
	if strings.Contains(word, "://") {
		return inURLOf(word)
	}
	host, port = inPairOf(word)
	if host == "" {
		h, tail := hostAt(value[:end], 2)
		if len(tail) > 0 || h == "" || strings.Trim(h, "0123456789.") == "" && !isAddress(h) {
			return "", 0
		}
		host = h
		if port = portSet(behind); port == 0 && !strings.Contains(host, ".") && host != "localhost" {
			return "", 0
		}
	}
	if documentation(host) {
		return "", 0
	}
	return host, port
}

// portSet reads the number of the setting of a port that follows within a few words or lines.
func portSet(text []byte) int {
	k := bytes.Index(bytes.ToLower(text), []byte("port"))
	if k < 0 || bytes.Count(text[:k], []byte("\n")) > 2 {
		return 0
	}
	return numberAt(bytes.TrimLeft(text[k+len("port"):], " \t\"'`:=>"), nil)
}
