// Package pkcs12 opens PKCS#12 files (RFC 7292): everything in them, with any number of keys and certificates, under
// any of several passwords.
//
// It is our own because the iteration counts have to be looked at before work is done, the work has to be
// cancellable, a null password has to be told from an empty one, and one unknown bag or attribute must not hide the
// others.
package pkcs12

import (
	"errors"
	"fmt"
	"strconv"

	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/read/pbe"
)

// File is what was found in one file.
type File struct {
	Certificates []Item
	Keys         []Item // PKCS#8, decrypted
	Locked       []string
	// LockedAll says that the password is wrong for the file as a whole.
	LockedAll bool
	Guessed   string  // the guess that opened the file, "" for none or the empty password
	Unchecked bool    // something was read although no password fits the checksum
	Faults    []error // parts that could not be read
	Secrets   int     // secret bags, skipped
	CRLs      int
}

// Item is the content of one bag.
type Item struct {
	Name    string // friendly name, or the position in the file
	DER     []byte
	Trusted bool // a certificate that Java trusts: it has a trustedKeyUsage attribute
}

// ErrNotPKCS12 says that data does not begin as a PKCS#12 file does.
var ErrNotPKCS12 = errors.New("pkcs12: not a PKCS#12 file")

const (
	oidTrustedKeyUsage = "2.16.840.1.113894.746875.1.1" // Oracle's: sun.security.pkcs12.PKCS12KeyStore
	oidPBMAC1          = "1.2.840.113549.1.5.14"
)

// maxDepth bounds safeContents bags inside each other.
const maxDepth = 8

type opening struct {
	*File
	passwords []pbe.Password
	step      func(int) error
	bags      int
}

// Open reads a file with the first of the passwords that fits. The error is ErrNotPKCS12, or what step returned;
// damage is in File.Faults.
//
//	PFX ::= SEQUENCE { version INTEGER (3), authSafe ContentInfo, macData MacData OPTIONAL }
func Open(data []byte, passwords []pbe.Password, step func(int) error) (*File, error) {
	top := der.NewReader(data)
	pfx := top.Enter(der.Of(der.Sequence))
	version := pfx.Integer(der.Of(der.Integer))
	info := pfx.Enter(der.Of(der.Sequence))
	kind := der.OIDText(info.OID(der.Of(der.ObjectIdentifier)))
	if top.Err() != nil || len(version) != 1 || version[0] != 3 || kind != oid.PKCS7Data && kind != oid.PKCS7Signed {
		return nil, ErrNotPKCS12
	}
	o := &opening{File: &File{}, passwords: passwords, step: step}
	if kind != oid.PKCS7Data {
		o.fault("contents", &pbe.UnsupportedError{What: "a signature in place of a password"})
		return o.File, nil
	}
	explicit := info.Enter(der.Context(0))
	safe := explicit.String(der.Of(der.OctetString), der.OctetString)
	info.Leave(explicit)
	pfx.Leave(info)
	if err := top.Err(); err != nil {
		o.fault("contents", err)
		return o.File, nil
	}
	if pfx.More() {
		if err := o.checkMAC(pfx, safe); err != nil {
			return o.File, err
		}
	}
	return o.File, o.authenticatedSafe(safe)
}

func (o *opening) fault(where string, err error) {
	if len(o.Faults) < 100 {
		o.Faults = append(o.Faults, fmt.Errorf("%s: %w", where, err))
	}
}

// authenticatedSafe reads SEQUENCE OF ContentInfo.
func (o *opening) authenticatedSafe(data []byte) error {
	top := der.NewReader(data)
	list := top.EnterList(der.Of(der.Sequence))
	for n := 1; list.More(); n++ {
		raw, _, _ := list.Any()
		if top.Err() != nil {
			break
		}
		if err := o.contentInfo(raw, "part "+strconv.Itoa(n)); err != nil {
			return err
		}
	}
	top.Leave(list)
	if err := top.Err(); err != nil {
		o.fault("contents", err)
	}
	return nil
}

func (o *opening) contentInfo(raw []byte, where string) error {
	top := der.NewReader(raw)
	info := top.Enter(der.Of(der.Sequence))
	kind := der.OIDText(info.OID(der.Of(der.ObjectIdentifier)))
	explicit := info.Enter(der.Context(0))
	switch {
	case top.Err() != nil:
	case kind == oid.PKCS7Data:
		content := explicit.String(der.Of(der.OctetString), der.OctetString)
		if top.Err() == nil {
			return o.safeContents(content, 0)
		}
	case kind == oid.PKCS7Encrypted:
		return o.encrypted(explicit, where)
	default:
		o.fault(where, &pbe.UnsupportedError{What: "content type " + kind})
		return nil
	}
	o.fault(where, top.Err())
	return nil
}

// encrypted reads EncryptedData (RFC 5652 section 8):
//
//	SEQUENCE { version, SEQUENCE { contentType OID, contentEncryptionAlgorithm,
//		encryptedContent [0] IMPLICIT OCTET STRING } }
func (o *opening) encrypted(in *der.Reader, where string) error {
	outer := in.Enter(der.Of(der.Sequence))
	outer.Integer(der.Of(der.Integer))
	info := outer.Enter(der.Of(der.Sequence))
	info.OID(der.Of(der.ObjectIdentifier))
	alg, err := pbe.Read(info)
	if err != nil {
		o.fault(where, err)
		return nil
	}
	content := info.String(der.Context(0), der.OctetString)
	if err := in.Err(); err != nil {
		o.fault(where, err)
		return nil
	}
	plain, err := o.decrypt(alg, content, isSequence)
	if err != nil || plain == nil {
		if err == nil {
			o.LockedAll = true
		}
		return o.soft(where, err)
	}
	return o.safeContents(plain, 0)
}

// soft turns an error about the data into a fault and passes on the others, which come from step.
func (o *opening) soft(where string, err error) error {
	var data *dataError
	if errors.As(err, &data) {
		o.fault(where, data.err)
		return nil
	}
	return err
}

// dataError is an error about the data rather than from step.
type dataError struct{ err error }

func (e *dataError) Error() string { return e.err.Error() }

func isSequence(plain []byte) bool { return len(plain) > 1 && plain[0] == 0x30 }

// decrypt tries the passwords. The result is nil when none fits.
func (o *opening) decrypt(alg *pbe.Algorithm, data []byte, plausible func([]byte) bool) ([]byte, error) {
	var stopped error
	step := func(n int) error {
		stopped = o.step(n)
		return stopped
	}
	for _, p := range o.passwords {
		plain, err := alg.Decrypt(data, p, step)
		switch {
		case stopped != nil:
			return nil, stopped
		case err == nil && plausible(plain):
			if p.Guess && p.Text != "" {
				o.Guessed = p.Text
			}
			return plain, nil
		case err != nil && !errors.Is(err, pbe.ErrPassword):
			return nil, &dataError{err}
		}
	}
	return nil, nil
}

// ErrSyntax says that an encrypted key is damaged.
var ErrSyntax = errors.New("encrypted key is damaged")

// OpenKey decrypts an EncryptedPrivateKeyInfo with the first password that fits. The error is pbe.ErrPassword, a
// *pbe.UnsupportedError or *pbe.IterationsError, one that wraps a syntax error, or what step returned.
func OpenKey(data []byte, passwords []pbe.Password, step func(int) error) ([]byte, error) {
	top := der.NewReader(data)
	in := top.Enter(der.Of(der.Sequence))
	alg, err := pbe.Read(in)
	var wrong *pbe.UnsupportedError
	var many *pbe.IterationsError
	if errors.As(err, &wrong) || errors.As(err, &many) {
		return nil, err
	}
	sealed := in.String(der.Of(der.OctetString), der.OctetString)
	if top.Err() != nil {
		return nil, fmt.Errorf("%w: %w", ErrSyntax, top.Err())
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	o := &opening{File: &File{}, passwords: passwords, step: step}
	key, err := o.decrypt(alg, sealed, isSequence)
	var data2 *dataError
	switch {
	case errors.As(err, &data2):
		return nil, fmt.Errorf("%w: %w", ErrSyntax, data2.err)
	case err != nil:
		return nil, err
	case key == nil:
		return nil, pbe.ErrPassword
	}
	return key, nil
}
