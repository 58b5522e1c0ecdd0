//go:build !lean

package message

import (
	"bytes"
	"slices"
	"strings"
)

// setting is what a line of a configuration, an argument or a field says: the name in front and the value behind.
type setting struct {
	name  string // in small letters, without what stands in front of its last word: "host" of "MQTT_HOST"
	of    string // what stands in front: "mqtt_"
	value []byte // from its first letter
	quote bool   // the value stands in quotation marks
	at    int    // where the name begins
}

// hostNames and portNames are how settings call a host and a port.
var (
	hostNames = []string{
		"host", "hosts", "hostname", "server", "servers", "broker", "brokers", "endpoint", "url", "uri", "hostport",
		"address",
	}
	portNames = []string{"port"}
)

// ownNames are programs whose logs give their own names and ports in such fields, and not those of who is asked.
var ownNames = []string{"nginx", "apache", "haproxy"}

// farthestPort is how far from the setting of a host that of its port stands at most, in bytes.
const farthestPort = 300

// configured returns the one host that the settings shown in a short text name: "host = mqtt.example", "--host
// mqtt.example", ":host=>\"mqtt.example\"", "'hostname': 'mqtt.example'"; "" where they name none or several.
func (q *Text) configured() (host string, port int) {
	if len(q.plain) > maxPaste {
		return "", 0
	}
	at := 0
	all := settingsIn(q.plain)
	for _, s := range all {
		if !slices.Contains(hostNames, s.name) {
			continue
		}
		h, p := s.host()
		if h == "" {
			h, p = s.word(all)
		}
		if h == "" || host != "" && h == host {
			continue
		}
		if host != "" {
			return "", 0
		}
		host, port, at = h, p, s.at
	}
	if host == "" || port != 0 {
		return host, port
	}
	return host, portNear(all, at)
}

// word returns the host of one word that a setting's value is where the setting of its port stands beside; "" where
// none does, or where the word says that nobody filled it in.
func (s setting) word(all []setting) (host string, port int) {
	host, rest := hostAt(s.value, 2)
	if !slices.Contains([]string{"host", "hostname", "server"}, s.name) || len(rest) == 0 ||
		bytes.IndexByte([]byte("\"'\\,; \r\n})"), rest[0]) < 0 || slices.Contains(unfilled, strings.ToLower(host)) ||
		strings.Trim(host, "0123456789-_xX") == "" {
		return "", 0
	}
	for _, o := range all {
		if o.name == "port" && o.of == s.of && max(o.at-s.at, s.at-o.at) < 100 {
			if p := numberAt(o.value, nil); p != 0 {
				return host, p
			}
		}
	}
	return "", 0
}

// unfilled are words in the place of a host that is not told.
var unfilled = []string{
	"host", "hostname", "server", "none", "null", "nil", "true", "false", "str", "string", "self", "your", "xxx", "env",
	"os", "config", "args", "undefined", "localhost", "redacted", "name", "secret", "process", "settings", "my",
}

// portNear returns the port of the setting nearest to a place that names one; 0 where none stands near.
func portNear(all []setting, at int) (port int) {
	nearest := farthestPort
	for _, s := range all {
		if !slices.Contains(portNames, s.name) {
			continue
		}
		distance := max(s.at-at, at-s.at)
		if p := numberAt(s.value, nil); p != 0 && distance < nearest {
			port, nearest = p, distance
		}
	}
	return port
}

// settingsIn reads the settings of a text that name hosts or ports.
func settingsIn(text []byte) (all []setting) {
	for i := 0; i < len(text); {
		if !alphanumeric(text[i]) {
			i++
			continue
		}
		end := i
		for end < len(text) && (alphanumeric(text[end]) || strings.IndexByte("_.-", text[end]) >= 0) {
			end++
		}
		name := lastWord(strings.ToLower(string(text[i:min(end, i+60)])))
		if slices.Contains(hostNames, name) || slices.Contains(portNames, name) {
			s, ok := settingAt(text, i, end)
			if ok && (name != "address" || beginsLine(text, i) && end == i+len(name)) {
				s.name, s.of = name, strings.TrimSuffix(strings.ToLower(string(text[i:min(end, i+60)])), name)
				all = append(all, s)
			}
		}
		i = end
	}
	return all
}

// lastWord returns the last of the words that a name joins: "host" of "mqtt_host", "bootstrap.servers" and "db-host".
func lastWord(name string) string {
	return name[strings.LastIndexAny(name, "_.-")+1:]
}

// settingAt reads the value behind a name that stands from at to end: behind an equals sign, a colon or an arrow, or
// behind a blank where the name is an option or begins its line.
func settingAt(text []byte, at, end int) (s setting, ok bool) {
	rest := bytes.TrimLeft(text[end:min(end+300, len(text))], `"'\`)
	closed := len(rest) < len(text[end:min(end+300, len(text))])
	blank := bytes.TrimLeft(rest, " \t")
	value := bytes.TrimLeft(bytes.TrimLeft(blank, "=:"), ">")
	switch {
	case len(value) < len(blank):
	case len(blank) == len(rest) || closed || len(blank) == 0 || blank[0] == '\n':
		return s, false
	case !bytes.HasSuffix(text[:at], []byte("--")) && !beginsLine(text, at):
		return s, false
	}
	value = bytes.TrimLeft(value, " \t")
	if item := bytes.TrimLeft(value, " \t\r\n"); len(item) < len(value) && bytes.HasPrefix(item, []byte("- ")) {
		value = bytes.TrimLeft(item[1:], " ") // the first of a list
	}
	bare := bytes.TrimLeft(value, `"'\[u`+"`")
	quote := len(bare) < len(value) && bytes.ContainsAny(value[:len(value)-len(bare)], `"'`)
	if !quote {
		bare = bytes.TrimLeft(value, "[")
	}
	return setting{value: bare, quote: quote, at: at}, len(bare) > 0
}

// beginsLine reports whether only blanks stand in front of a place on its line.
func beginsLine(text []byte, at int) bool {
	line := text[bytes.LastIndexByte(text[:at], '\n')+1 : at]
	return len(bytes.TrimLeft(line, " \t")) == 0
}

// host returns the host that a setting's value is, and its port where it has one.
func (s setting) host() (host string, port int) {
	value := s.value
	if i := bytes.Index(value[:min(len(value), 20)], []byte("://")); i > 0 {
		if bytes.HasPrefix(value, []byte("http://")) {
			return "", 0
		}
		value = withoutUser(value[i+len("://"):])
	}
	host, rest := hostAt(value, 2)
	if host == "" || strings.Trim(host, "0123456789-_") == "" {
		return "", 0
	}
	if len(rest) > 0 {
		port = numberAt(bytes.TrimPrefix(rest, []byte(":")), rest)
		if port == 0 && bytes.IndexByte([]byte("\"'\\,;/ \t\r\n]})`"), rest[0]) < 0 {
			return "", 0
		}
	}
	if !isAddress(host) && host != "localhost" && !hasDomain(host) && !(s.quote && port != 0) {
		return "", 0
	}
	if documentation(host) {
		return "", 0
	}
	return host, port
}

// hasDomain reports whether a word ends as host names do, and not as names of files or of a program's variables.
func hasDomain(word string) bool {
	name, last, dotted := strings.Cut(word, ".")
	if !dotted || name == "" {
		return false
	}
	last = strings.ToLower(last[strings.LastIndexByte(last, '.')+1:])
	return slices.Contains(domains, last)
}

// domains are the last parts of most host names in messages.
var domains = []string{
	"com", "net", "org", "io", "local", "lan", "internal", "cloud", "dev", "example", "svc", "de", "fr", "uk", "cn", "nl",
	"ru", "au", "eu", "ai", "co", "info", "app", "ch", "at", "be", "it", "es", "se", "no", "fi", "dk", "pl", "cz", "ca",
	"us", "jp", "kr", "in", "br", "me", "tv", "xyz", "edu", "gov", "home", "corp", "intra", "intern", "test", "site",
	"tech", "online", "localdomain", "localhost", "biz", "int", "mil", "tw", "hk", "sg", "nz", "za", "ir", "tr", "ua",
	"consul", "priv", "private", "domain", "dns", "tld", "work", "name", "arpa", "lab", "fritz", "box",
}
