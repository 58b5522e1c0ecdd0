//go:build !lean

package engine

import (
	"path"
	"strconv"
	"strings"

	"x509strict/engine/advise"
	"x509strict/engine/client"
	"x509strict/engine/roles"
)

// terminal is the line with which the command asks the server itself, judged as here: with the protocol and port that a
// message names, and the name of the CA file. Empty without a host.
func (r *run) terminal() string {
	if r.report.Host == "" {
		return ""
	}
	host, scheme, port := r.report.Host, "", 0
	for _, m := range r.bundle.Messages {
		if m.Host != host {
			continue
		}
		port = m.Port
		if p := advise.ProgramByID(m.Client); p != nil && p.Start != "" {
			scheme = p.Start
		}
	}
	if strings.Contains(host, ":") && !strings.HasPrefix(host, "[") {
		host = "[" + host + "]"
	}
	switch {
	case port != 0:
		host += ":" + strconv.Itoa(port)
		fallthrough
	case scheme != "":
		if scheme != "" {
			host = scheme + "://" + host
		}
	default:
		host = "https://" + host
	}
	words := []string{"x509strict", "check", advise.Shell(host)}
	if file := r.anchorFile(); file != "" {
		words = append(words, "-ca", advise.Shell(file))
	}
	if r.report.Client != client.Default {
		words = append(words, "-client", r.report.Client)
	}
	return strings.Join(words, " ")
}

// anchorFile is the name of a file that holds what the client trusts: the one that was given, else a usual one. Empty
// when no trust anchor was given.
func (r *run) anchorFile() string {
	for _, c := range r.report.Certificates {
		if c.Role != string(roles.Anchor) {
			continue
		}
		if name := path.Base(strings.ReplaceAll(c.File, `\`, "/")); c.File != "" && !strings.HasPrefix(name, "-") {
			return name
		}
		return "ca.crt"
	}
	return ""
}
