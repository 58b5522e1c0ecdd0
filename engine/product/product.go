// Package product knows the products whose certificates and addresses people bring: where each listens, what its CA
// file is called, which of its settings name that file, and in which form it wants a fingerprint.
package product

import (
	"slices"
	"strings"

	"x509strict/engine/lang"
)

// Product is a server or service with certificates of its own.
type Product struct {
	ID       string
	Name     string
	Makers   []string // ids of package origin whose certificates are this product's
	Ports    []int    // where it speaks TLS, the usual one first
	CAFile   string   // what the file with its CA is usually called; "ca.crt" where it has no name of its own
	CAAt     string   // the command that prints or copies its CA, for a shell; "" when there is no one place
	HTTP     bool     // what it speaks inside of TLS is HTTP
	Start    string   // value of s_client's -starttls: it does not begin with TLS; "" when it does
	Settings []Setting
	Forms    []Form
	Source   string // URL that says so
}

// Setting is a place of the product, or of what belongs to it, that names the CA file.
type Setting struct {
	Title    lang.Text
	Language string // "shell", "yaml", "ini", ...
	Code     string // {file}, {host}, {port}, {address} (host and port, IPv6 in brackets) and {name} are filled in
}

// Hash is what a fingerprint is taken of, and how it is written.
type Hash int

// Kinds of fingerprints, all of SHA-256.
const (
	Colons Hash = iota // of the certificate, as openssl prints it: "AB:CD:…"
	Hex                // of the certificate: "abcd…"
	SPKI               // of the public key (SubjectPublicKeyInfo): "sha256:abcd…"
)

// Form is a setting that holds a fingerprint of the CA.
type Form struct {
	Title lang.Text
	Hash  Hash
	Code  string // {value} is filled in
}

// Of returns the product that certificates of these makers (ids of package origin) come from, else the one that usually
// listens on the port, else nil.
func Of(makers []string, port int) *Product {
	for i := range all {
		if slices.ContainsFunc(all[i].Makers, func(id string) bool { return slices.Contains(makers, id) }) {
			return &all[i]
		}
	}
	for i := range all {
		if port != 0 && slices.Contains(all[i].Ports, port) {
			return &all[i]
		}
	}
	return nil
}

// ByID returns a product, or nil.
func ByID(id string) *Product {
	for i := range all {
		if all[i].ID == id {
			return &all[i]
		}
	}
	return nil
}

// All lists the products; the slice is not to be changed.
func All() []Product { return all }

// Port is where the product usually listens.
func (p *Product) Port() int {
	if p == nil {
		return 443
	}
	return p.Ports[0]
}

// File is what its CA file is called.
func (p *Product) File() string {
	if p == nil || p.CAFile == "" {
		return "ca.crt"
	}
	return p.CAFile
}

// SecretName is what a Kubernetes secret, an alias or a file with its CA may be called.
func (p *Product) SecretName() string {
	if p == nil {
		return "private-ca"
	}
	return strings.TrimSuffix(p.ID, "-certutil") + "-ca"
}

// SpeaksHTTP reports whether a request can be sent through the connection; unknown products are taken for web servers,
// unless they listen elsewhere.
func (p *Product) SpeaksHTTP() bool { return p == nil || p.HTTP }

// StartTLS returns the protocol in which TLS begins after a few words on a port; "" where it begins at once.
func (p *Product) StartTLS(port int) string {
	if p != nil && p.Start != "" {
		return p.Start
	}
	switch port {
	case 25, 587:
		return "smtp"
	case 110:
		return "pop3"
	case 143:
		return "imap"
	case 389:
		return "ldap"
	case 21:
		return "ftp"
	}
	return ""
}
