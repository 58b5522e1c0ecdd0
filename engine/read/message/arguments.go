//go:build !lean

package message

import (
	"bytes"
	"slices"
	"strings"
)

// argumentsName returns the host that the arguments of a command name: behind an option, as a URL, or as HOST:PORT.
func argumentsName(command []byte) (host string, port int) {
	var words []string
	quote, sent := byte(0), false
	for word := range bytes.FieldsSeq(command) {
		switch { // what is sent along names pages, and no server
		case quote != 0:
			if word[len(word)-1] == quote {
				quote = 0
			}
			continue
		case sent && (word[0] == '\'' || word[0] == '"'):
			if sent = false; len(word) == 1 || word[len(word)-1] != word[0] {
				quote = word[0]
			}
			continue
		}
		sent = len(words) > 0 && slices.Contains(urlOnly, nameOf(words[0])) &&
			slices.Contains(sentOptions, string(word))
		words = append(words, strings.Trim(string(word), "'\"`"))
	}
	if len(words) == 0 {
		return "", 0
	}
	if !slices.Contains(urlOnly, nameOf(words[0])) {
		if host, port = databaseOf(words); host != "" {
			return host, port
		}
		if host, port = optionsName(words[1:], false); host != "" {
			return host, port
		}
	}
	for i, word := range words[1:] {
		if nameOf(words[0]) == "kubectl" && (words[i] == "-f" || words[i] == "--filename") {
			continue // the manifest, which it reads before it speaks to the cluster
		}
		if host, port = inURLOf(word); host != "" {
			return host, port
		}
	}
	if name := nameOf(words[0]); slices.Contains(nakedHosts, name) && !startsAnother(name, command[len(words[0]):]) {
		if host, port = nakedHost(words[1:]); host != "" {
			return host, port
		}
	}
	for i, word := range words[1:] {
		if host, port = inPairOf(word); host != "" && !slices.Contains(userOptions, words[i]) {
			return host, port
		}
	}
	return "", 0
}

// nakedHosts are programs that take a host as a word of its own, or as the beginning of the name of an image or a
// chart: "docker login HOST", "podman pull HOST/a/b:latest".
var nakedHosts = []string{
	"oc", "docker", "podman", "skopeo", "nerdctl", "crictl", "buildah", "helm", "crane", "oras", "telnet", "nc", "ncat",
	"gnutls-cli", "sslscan", "testssl.sh", "openconnect", "openfortivpn",
}

// nakedHost returns the first of the words of a command that is a host with dots, or begins with one in front of a
// slash, and the port behind it.
func nakedHost(words []string) (host string, port int) {
	for _, word := range words {
		if strings.HasPrefix(word, "-") || strings.Contains(word, "=") {
			continue
		}
		if _, image, ok := strings.Cut(word, "://"); ok { // docker://HOST/a/b, oci://HOST/a/b
			word = image
		}
		first, _, path := strings.Cut(word, "/")
		host, rest := hostAt([]byte(first), 4)
		port = numberAt(bytes.TrimPrefix(rest, []byte(":")), rest)
		if len(rest) > 0 && (port == 0 || strings.Trim(string(rest), "0123456789") != ":") {
			continue
		}
		if ending := host[strings.LastIndexByte(host, '.')+1:]; isAddress(host) || port != 0 && path ||
			len(ending) < len(host) && len(ending) > 1 && (path || !slices.Contains(fileEndings, ending)) {
			return host, port
		}
	}
	return "", 0
}

// fileEndings are those of files that commands take, which are no domains.
var fileEndings = []string{
	"yml", "yaml", "json", "toml", "pem", "crt", "cer", "key", "der", "jks", "pfx", "tar", "tgz", "gz", "zip", "conf",
	"cfg",
	"txt", "log", "sh", "py", "js", "ts", "go", "rb", "pl", "php", "jar", "exe", "xml", "html", "md", "env",
}

// databases are clients whose -h names the server that they dial, in one word, too: Compose calls it "db".
var databases = []string{
	"mariadb", "mysql", "mariadb-dump", "mysqldump", "mariadb-admin", "mysqladmin", "mysqlsh", "mycli", "psql", "pgcli",
	"pg_dump", "pg_dumpall", "pg_restore", "pg_isready", "pg_basebackup", "createdb", "redis-cli", "valkey-cli",
	"mongo",
	"mongosh", "mongodump", "mongorestore", "clickhouse-client",
}

// databaseOf returns the host that the options of a database's client name, which another program may run.
func databaseOf(words []string) (host string, port int) {
	for i, word := range words {
		if slices.Contains(databases, nameOf(word)) {
			return optionsName(words[i+1:], true)
		}
	}
	return "", 0
}

// optionsName returns the host and the port that options name: "-h HOST -p PORT", "-hHOST", "--host=HOST". bare says
// that one word is a host, too.
func optionsName(words []string, bare bool) (host string, port int) {
	for i, word := range words {
		name, value, joined := strings.Cut(word, "=")
		short := len(word) > 2 && word[0] == '-' && strings.IndexByte("hHpP", word[1]) >= 0
		switch {
		case short && !joined && !slices.Contains(hostOptions, word) && !slices.Contains(portOptions, word):
			name, value = word[:2], word[2:]
		case !joined && i+1 < len(words):
			value = words[i+1]
		}
		switch {
		case host == "" && slices.Contains(hostOptions, name):
			host, port = hostOf(value, port, bare)
		case slices.Contains(portOptions, name) && strings.Trim(value, "0123456789") == "":
			port = max(port, numberAt([]byte(value), nil))
		}
	}
	return host, port
}

// inPairOf returns the host and the port of a word that is HOST:PORT.
func inPairOf(word string) (host string, port int) {
	host, rest := hostAt([]byte(word), 2)
	port = numberAt(bytes.TrimPrefix(rest, []byte(":")), rest)
	if port == 0 || strings.Trim(host, "0123456789") == "" || strings.Trim(string(rest), "0123456789") != ":" {
		return "", 0
	}
	return host, port
}

var (
	urlOnly     = []string{"curl", "wget", "git", "httpie", "http", "https", "xh"} // -H is a header of theirs
	hostOptions = []string{
		"-h", "-H", "-host", "--host", "-hostname", "--hostname", "-server", "--server", "-b", "--bootstrap-server",
		"--url", "--uri",
	}
	sentOptions = []string{ // text follows them that is sent along
		"-H", "--header", "-e", "--referer", "-A", "--user-agent", "-b", "--cookie", "-d", "--data", "-F",
	}
	portOptions = []string{"-p", "-P", "-port", "--port"}
	userOptions = []string{"-u", "--user", "-a", "--proxy-user", "-U", "-H", "--header"} // NAME:VALUE follows them
)

// hostOf reads the value of an option: a host, with a port or in a URL. port is what another option said.
func hostOf(value string, port int, bare bool) (string, int) {
	if strings.Contains(value, "://") {
		return inURLOf(value)
	}
	host, rest := hostAt([]byte(value), 2)
	if host == "" || strings.EqualFold(host, "host") || strings.EqualFold(host, "hostname") ||
		!bare && !strings.ContainsAny(host, ".:") && host != "localhost" && len(rest) == 0 && port == 0 {
		return "", 0
	}
	if p := numberAt(bytes.TrimPrefix(rest, []byte(":")), rest); p != 0 {
		return host, p
	}
	if len(rest) > 0 {
		return "", 0
	}
	return host, port
}

// inURLOf returns the host of a word that is a URL, and its port, or its scheme's own.
func inURLOf(word string) (host string, port int) {
	scheme, rest, ok := strings.Cut(word, "://")
	if !ok || strings.Trim(scheme, "abcdefghijklmnopqrstuvwxyz+0123456789") != "" ||
		slices.Contains([]string{"", "http", "file", "s3", "gs", "salt", "unix"}, scheme) {
		return "", 0
	}
	host, behind := hostAt(withoutUser([]byte(rest)), 2)
	if p := numberAt(bytes.TrimPrefix(behind, []byte(":")), behind); p != 0 {
		return host, p
	}
	return host, usualPort(scheme + "://")
}
