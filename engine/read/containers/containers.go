// Package containers opens what needs cryptography to be read: private keys, PKCS#12, JKS and JCEKS. It is apart from
// package read so that a program that reads only certificates need not carry it: give [All] to read.Options.Openers.
package containers

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/read"
	"x509strict/engine/read/jks"
	"x509strict/engine/read/pbe"
	"x509strict/engine/read/pkcs12"
	"x509strict/engine/read/privatekey"
)

// All lists every opener, in the order in which they are asked.
var All = []read.Opener{PrivateKey, PKCS12, JKS}

// wellKnown is the password that Java's own stores come with.
const wellKnown = "changeit"

// PrivateKey opens single private keys, encrypted or not.
func PrivateKey(s read.Sealed) (*read.Opened, error) {
	if dek := s.Headers["DEK-Info"]; dek != "" {
		return traditional(s, dek)
	}
	if s.Label == "ENCRYPTED PRIVATE KEY" || read.Shape(s.Data) == read.ShapeSealedKey {
		return encrypted(s)
	}
	key, err := privatekey.Parse(s.Data)
	if errors.Is(err, privatekey.ErrNotKey) {
		return nil, nil
	}
	out := &read.Opened{}
	add(out, key, err, "")
	return out, nil
}

// add puts a parsed key, or why it could not be parsed, into out.
func add(out *read.Opened, key *privatekey.Key, err error, entry string) {
	if err != nil {
		out.Notes = append(out.Notes, note(read.Problem, "key-damaged", entry, "reason", reason(err)))
		return
	}
	out.Keys = append(
		out.Keys,
		read.OpenedKey{Entry: entry, Key: read.Key{Signer: key.Signer, PublicKey: key.PublicKey, Kind: key.Kind}},
	)
	if key.Signer == nil {
		out.Notes = append(out.Notes, note(read.Info, "key-cannot-sign", entry, "kind", key.Kind))
	}
}

func note(s read.Severity, id, entry string, args ...string) read.Note {
	n := read.Note{Severity: s, ID: id, Args: map[string]string{}, Place: read.Place{Entry: entry}}
	for i := 0; i+1 < len(args); i += 2 {
		n.Args[args[i]] = args[i+1]
	}
	return n
}

// reason is an error without the name of the package that found it.
func reason(err error) string {
	text := err.Error()
	for _, p := range []string{"privatekey: ", "pbe: ", "pkcs12: ", "jks: "} {
		text = strings.ReplaceAll(text, p, "")
	}
	return text
}

// tried reports whether a password was given that did not help.
func tried(s read.Sealed) bool { return len(s.Passwords) > 0 }

// traditional opens a key with Proc-Type and DEK-Info headers.
func traditional(s read.Sealed, dek string) (*read.Opened, error) {
	out := &read.Opened{}
	for _, p := range pbe.Candidates(s.Passwords, s.Guesses) {
		plain, err := pbe.DecryptPEM(s.Data, dek, p)
		if errors.Is(err, pbe.ErrPassword) {
			continue
		}
		if err != nil {
			out.Notes = append(out.Notes, note(read.Problem, "key-damaged", "", "reason", reason(err)))
			return out, nil
		}
		if key, err := privatekey.Parse(plain); err == nil { // else the padding fits by accident
			add(out, key, nil, "")
			return out, nil
		}
	}
	out.Locked = append(out.Locked, read.Locked{Tried: tried(s)})
	return out, nil
}

// encrypted opens an EncryptedPrivateKeyInfo.
func encrypted(s read.Sealed) (*read.Opened, error) {
	out := &read.Opened{}
	plain, err := pkcs12.OpenKey(s.Data, pbe.Candidates(s.Passwords, s.Guesses), s.Step)
	switch {
	case errors.Is(err, pbe.ErrPassword):
		out.Locked = append(out.Locked, read.Locked{Tried: tried(s)})
	case isFault(err):
		out.Notes = append(out.Notes, faultNote("PKCS#8", "", err, "key-damaged"))
	case err != nil:
		return nil, err
	default:
		key, err := privatekey.Parse(plain)
		add(out, key, err, "")
	}
	return out, nil
}

func isFault(err error) bool {
	var unsupported *pbe.UnsupportedError
	var many *pbe.IterationsError
	return errors.As(err, &unsupported) || errors.As(err, &many) || errors.Is(err, pkcs12.ErrSyntax)
}

// faultNote says why a container, or a part of it, could not be read.
func faultNote(what, entry string, err error, damaged string) read.Note {
	var unsupported *pbe.UnsupportedError
	var many *pbe.IterationsError
	switch {
	case errors.As(err, &many):
		return note(
			read.Problem,
			"iterations-too-many",
			entry,
			"count",
			strconv.FormatUint(many.Count, 10),
			"limit",
			strconv.Itoa(pbe.MaxIterations),
		)
	case errors.As(err, &unsupported):
		why := unsupported.What
		switch {
		case unsupported.OpenSSL && what == "PKCS#12":
			why += "; run openssl pkcs12 -in FILE -nodes -out NEW.pem and give NEW.pem, which is not encrypted"
		case unsupported.OpenSSL:
			why += "; run openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out NEW to encrypt it with AES"
		}
		return note(read.Problem, "container-unsupported", entry, "what", what, "reason", why)
	}
	return note(read.Problem, damaged, entry, "what", what, "reason", reason(err))
}

// PKCS12 opens PKCS#12 files.
func PKCS12(s read.Sealed) (*read.Opened, error) {
	f, err := pkcs12.Open(s.Data, pbe.Candidates(s.Passwords, s.Guesses, wellKnown), s.Step)
	if errors.Is(err, pkcs12.ErrNotPKCS12) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	const what = "PKCS#12"
	out := &read.Opened{Kind: "pkcs12"}
	for _, k := range f.Keys {
		key, err := privatekey.Parse(k.DER)
		add(out, key, err, k.Name)
	}
	for _, c := range f.Certificates {
		out.Certificates = append(
			out.Certificates,
			read.OpenedCertificate{DER: c.DER, Entry: c.Name, Position: inPKCS12(c, f, out.Keys)},
		)
	}
	if f.LockedAll {
		out.Locked = append(out.Locked, read.Locked{Tried: tried(s)})
	} else {
		for _, name := range f.Locked {
			out.Locked = append(out.Locked, read.Locked{Place: read.Place{Entry: name}, Tried: tried(s)})
		}
	}
	for _, fault := range f.Faults {
		out.Notes = append(out.Notes, faultNote(what, "", fault, "container-damaged"))
	}
	if f.Unchecked && len(f.Certificates)+len(f.Keys) > 0 {
		out.Notes = append(out.Notes, note(read.Info, "integrity-unchecked", "", "what", what))
	}
	remarks(out, what, f.Guessed, f.Secrets, f.CRLs)
	if len(f.Certificates)+len(f.Keys)+len(f.Faults)+len(out.Locked)+f.Secrets+f.CRLs == 0 {
		out.Notes = append(out.Notes, note(read.Info, "container-empty", "", "what", what))
	}
	return out, nil
}

// inPKCS12 says what a certificate is in its file: one to trust, the one of a private key, or what goes with it.
func inPKCS12(c pkcs12.Item, f *pkcs12.File, keys []read.OpenedKey) read.Position {
	if c.Trusted || len(f.Keys) == 0 && len(f.Locked) == 0 {
		return read.TrustedEntry
	}
	if parsed, _, err := cert.Parse(c.DER); err == nil {
		for _, k := range keys {
			if bytes.Equal(k.PublicKey, parsed.SPKI.Raw) {
				return read.KeyEntry
			}
		}
	}
	return read.KeyChain
}

// remarks adds the notes that all stores have in common.
func remarks(out *read.Opened, what, guessed string, secrets, crls int) {
	if guessed != "" {
		out.Notes = append(out.Notes, note(read.Info, "default-password", "", "what", what, "password", guessed))
	}
	if secrets > 0 {
		out.Notes = append(out.Notes, note(read.Info, "secret-entry", ""))
	}
	if crls > 0 {
		out.Notes = append(out.Notes, note(read.Info, "skipped", "", "what", "certificate revocation list"))
	}
}

// JKS opens Java key stores of the types JKS and JCEKS.
func JKS(s read.Sealed) (*read.Opened, error) {
	f, err := jks.Open(s.Data, pbe.Candidates(s.Passwords, s.Guesses, wellKnown), s.Step)
	if errors.Is(err, jks.ErrNotJKS) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	what := strings.ToUpper(f.Kind)
	if what == "" {
		what = "JKS"
	}
	out := &read.Opened{Kind: f.Kind}
	for _, c := range f.Certificates {
		position := read.TrustedEntry
		switch {
		case c.Chain == 1:
			position = read.KeyEntry
		case c.Chain > 1:
			position = read.KeyChain
		}
		out.Certificates = append(out.Certificates, read.OpenedCertificate{DER: c.DER, Entry: c.Name,
			Position: position})
	}
	for _, k := range f.Keys {
		key, err := privatekey.Parse(k.DER)
		add(out, key, err, k.Name)
	}
	for _, name := range f.Locked {
		out.Locked = append(out.Locked, read.Locked{Place: read.Place{Entry: name}, Tried: tried(s)})
	}
	for _, fault := range f.Faults {
		out.Notes = append(out.Notes, faultNote(what, "", fault, "container-damaged"))
	}
	switch {
	case f.Checked || len(f.Faults) > 0:
	case tried(s):
		out.Notes = append(out.Notes, note(read.Info, "integrity-failed", "", "what", what))
	default:
		out.Notes = append(out.Notes, note(read.Info, "integrity-unchecked", "", "what", what))
	}
	remarks(out, what, f.Guessed, f.Secrets, 0)
	if len(f.Certificates)+len(f.Keys)+len(f.Locked)+len(f.Faults)+f.Secrets == 0 {
		out.Notes = append(out.Notes, note(read.Info, "container-empty", "", "what", what))
	}
	return out, nil
}
