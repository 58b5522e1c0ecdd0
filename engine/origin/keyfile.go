package origin

import "strings"

// keyFiles are the files that KeyAt describes in words, by maker.
var keyFiles = map[string]string{
	"elasticsearch-http-auto":      "http.p12",
	"elasticsearch-transport-auto": "transport.p12",
	"elasticsearch-certutil":       "elastic-stack-ca.p12",
	"kubernetes":                   "/etc/kubernetes/pki/ca.key",
	"docker-dind":                  "/certs/ca/key.pem",
	"mysql-auto":                   "/var/lib/mysql/ca-key.pem",
	"proxysql":                     "/var/lib/proxysql/proxysql-key.pem",
	"synology":                     "syno-ca-privkey.pem",
	"caddy":                        "pki/authorities/local/root.key",
	"k3s-rancher":                  "/var/lib/rancher/k3s/server/tls/server-ca.key",
}

// KeyFile is the file with the key of the maker's CA as a word for a shell; "" where there is no one name for it.
func (m *Maker) KeyFile() string {
	if name, ok := keyFiles[m.ID]; ok {
		return name
	}
	at := m.KeyAt.EN
	if at != m.KeyAt.ZH || strings.HasSuffix(at, ".") || strings.ContainsAny(at, "*;,") ||
		!strings.ContainsAny(at, "/.") {
		return ""
	}
	if strings.HasPrefix(at, "$(") {
		return `"` + at + `"`
	}
	if strings.Contains(at, " ") {
		return ""
	}
	return at
}
