// Package handover says how clients are given a CA file: where it goes for the chosen client and product, the
// fingerprint in the form that the product wants, and a command that proves it. It knows programs and products, and
// nothing of pages.
package handover

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/product"
)

// Ask is what is handed over, and to whom.
type Ask struct {
	Client   string   // id of the chosen client; "" for python-3.13
	Makers   []string // ids of package origin, of the certificates' makers
	Host     string   // where the client connects; "" takes the first of Names
	Port     int      // 0 takes the product's
	Names    []string // host names and addresses of the certificate
	AsClient bool     // the certificates are clients', so that it is servers which get the CA file
	File     string   // the CA file; "" when everybody keeps the one they have
	// the files with one of its certificates each, for programs that take no bundle; nil for File alone
	Each   []string
	Made   []*cert.Certificate // what is in File; nil while it has not been made
	Before []*cert.Certificate // what was in it before, in the same order; nil when unknown
	Folder string              // where File will lie once reissue.sh has made it; "" when it is at hand
	Lang   lang.Lang
}

// Handover is what to do with the CA file. Texts are in the language asked for; slices are never nil.
type Handover struct {
	File         string        `json:"file"`    // "" when everybody keeps the one they have
	Client       string        `json:"client"`  // name of the chosen client
	Product      string        `json:"product"` // name; "" when unknown
	Host         string        `json:"host"`    // HOST where it is not known
	Port         int           `json:"port"`
	Places       []Place       `json:"places"` // those of client and product first
	Fingerprints []Fingerprint `json:"fingerprints"`
	Test         *Test         `json:"test"` // null where there is nothing to run
}

// Place is where the CA file goes for one program.
type Place struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Note     string `json:"note"`
	Code     string `json:"code"`
	Language string `json:"language"` // "shell", "python", "yaml", ...
	Group    string `json:"group"`    // "yours" for the chosen client and product; "programs", "containers", "systems"
}

// Fingerprint is one form of a SHA-256 fingerprint.
type Fingerprint struct {
	Title  string `json:"title"`
	Value  string `json:"value"`  // "" while the certificate has not been made
	Before string `json:"before"` // what it replaces; "" when unknown
	Code   string `json:"code"`   // the setting with the value in it, or the command that prints the value
}

// Test is a command that proves that the client accepts.
type Test struct {
	Title    string `json:"title"`
	Code     string `json:"code"`
	Language string `json:"language"`
	Expect   string `json:"expect"` // what it prints, and what that says
}

// For says how the file is handed over.
func For(a Ask) *Handover {
	p := product.Of(a.Makers, a.Port)
	out := &Handover{
		File:         a.File,
		Host:         product.Host(a.Host, a.Names),
		Port:         a.Port,
		Places:       []Place{},
		Fingerprints: []Fingerprint{},
	}
	if out.Port == 0 {
		out.Port = p.Port()
	}
	if p != nil {
		out.Product = p.Name
	}
	who := client.Find(a.Client)
	if who == nil {
		who = client.Find("")
	}
	out.Client = who.Name.In(a.Lang)
	w := &writer{a: a, out: out, product: p, client: who.ID}
	w.each = a.Each
	if len(w.each) == 0 && a.File != "" {
		w.each = []string{a.File}
	}
	if a.File != "" {
		w.places()
		w.fingerprints()
	}
	out.Test = w.test()
	return out
}

// writer fills a Handover in.
type writer struct {
	a       Ask
	out     *Handover
	product *product.Product
	client  string
	each    []string // files of one certificate each
}

// fill writes file, host and port into a template.
func (w *writer) fill(template string) string {
	host := w.out.Host
	bracketed := host
	if strings.Contains(host, ":") {
		bracketed = "[" + host + "]"
	}
	port := strconv.Itoa(w.out.Port)
	file := w.a.File
	if file == "" {
		file = w.product.File()
	}
	return strings.NewReplacer(
		"{file}", file, "{host}", host, "{port}", port, "{address}", bracketed+":"+port,
		"{url}", "https://"+bracketed+":"+port+"/", "{name}", w.product.SecretName(),
	).Replace(template)
}

// fingerprints adds the plain form of each certificate, then the product's forms of the first.
func (w *writer) fingerprints() {
	l := w.a.Lang
	for i, file := range w.each {
		f := Fingerprint{Title: "SHA-256"}
		if len(w.each) > 1 {
			f.Title += " (" + file + ")"
		}
		if i < len(w.a.Made) {
			f.Value = Colons(w.a.Made[i].Raw)
		}
		if i < len(w.a.Before) {
			f.Before = Colons(w.a.Before[i].Raw)
		}
		f.Code = "openssl x509 -in " + w.a.Folder + file + " -noout -fingerprint -sha256"
		w.out.Fingerprints = append(w.out.Fingerprints, f)
	}
	if w.product == nil {
		return
	}
	for _, form := range w.product.Forms {
		f := Fingerprint{Title: form.Title.In(l)}
		at := w.a.Folder + w.each[0]
		switch {
		case len(w.a.Made) > 0:
			f.Value = digest(form.Hash, w.a.Made[0])
			f.Code = strings.ReplaceAll(form.Code, "{value}", f.Value)
		case form.Hash == product.Hex:
			f.Code = "openssl x509 -in " + at + " -outform DER | openssl dgst -sha256"
		case form.Hash == product.SPKI:
			f.Code = "openssl x509 -in " + at + " -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256"
		default:
			f.Code = "openssl x509 -in " + at + " -noout -fingerprint -sha256"
		}
		if len(w.a.Before) > 0 {
			f.Before = digest(form.Hash, w.a.Before[0])
		}
		// Until it is made, several settings are answered by one command.
		same := slices.IndexFunc(w.out.Fingerprints, func(x Fingerprint) bool { return x.Code == f.Code })
		if len(w.a.Made) == 0 && same >= 0 {
			w.out.Fingerprints[same].Title += ", " + f.Title
			continue
		}
		w.out.Fingerprints = append(w.out.Fingerprints, f)
	}
}

func digest(kind product.Hash, c *cert.Certificate) string {
	switch kind {
	case product.Colons:
		return Colons(c.Raw)
	case product.SPKI:
		sum := sha256.Sum256(c.SPKI.Raw)
		return "sha256:" + hex.EncodeToString(sum[:])
	}
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}

// Colons is the SHA-256 fingerprint of a certificate as openssl prints it.
func Colons(der []byte) string {
	sum := sha256.Sum256(der)
	return strings.ReplaceAll(fmt.Sprintf("% X", sum[:]), " ", ":")
}
