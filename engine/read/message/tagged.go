//go:build !lean

package message

import (
	"bytes"
	"slices"
	"strings"
)

// daemons are programs by the name with which they begin the lines of their logs, beside those in commands.
var daemons = map[string]string{
	"nomad": "consul", "traefik": "traefik", "prometheus": "prometheus", "alertmanager": "prometheus",
	"grafana": "grafana", "etcd": "etcd", "kubelet": "kubernetes-go", "dockerd": "docker", "containerd": "containerd",
	"minio": "minio", "telegraf": "telegraf", "filebeat": "beats", "metricbeat": "beats", "haproxy": "haproxy",
	"stunnel": "stunnel", "cloudflared": "cloudflared",
}

// led returns the sign of the program whose name and a colon begin the line of f, alone or with a part of the program
// behind a dot, as "mc: " and "[ERR] nomad.node: " do; nil where no program's does that may have said f.
func (q *Text) led(f *find) *sign {
	from, _ := q.line(f.from)
	line := q.plain[q.offset(from):q.offset(f.from)]
	dated, spare := false, 1
	for range 10 { // times, levels and a host stand in front
		word, rest, spaced := bytes.Cut(bytes.TrimLeft(line, " \t*`>\"'"), []byte(" "))
		if !spaced {
			return nil
		}
		line = rest
		name, tag := strings.CutSuffix(string(word), ":")
		switch {
		case tag && !dates(name):
			name, _, _ = strings.Cut(name, "[")
			name, _, part := strings.Cut(name, ".")
			client := commands[name]
			if client == "" {
				client = daemons[name]
			}
			if s := commandSign(client); s != nil && client != "mysql" { // MariaDB's are called so, too
				if s.speaks(f) && (!part || s.ofGo()) { // others part the names of modules so
					return s
				}
				return nil
			}
			if !slices.Contains(levels, strings.ToLower(name)) {
				return nil
			}
		case dates(string(word)):
			dated = true
		case leveled(string(word)):
		case dated && spare > 0: // the host in syslog
			spare--
		default:
			return nil
		}
	}
	return nil
}

// dates reports whether a word is of a date or a time, or names a month.
func dates(word string) bool {
	return strings.Trim(word, "0123456789-:/.,+TZ[]()") == "" || len(word) == 3 && strings.Contains(
		"JanFebMarAprMayJunJulAugSepOctNovDecMonTueWedThuFriSatSun", word)
}

// leveled reports whether a word is a level with or without the marks around it.
func leveled(word string) bool {
	word = strings.ToLower(strings.Trim(word, "[]|<>():*-=#"))
	return word == "" || slices.Contains(levels, word)
}
