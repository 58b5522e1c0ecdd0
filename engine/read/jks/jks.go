// Package jks opens Java's own key stores: JKS and JCEKS (sun.security.provider.JavaKeyStore,
// com.sun.crypto.provider.JceKeyStore).
//
// It is our own because lengths in the file have to be checked before memory is taken for them, certificates have to
// come out without a password and in spite of damage, and JCEKS is needed too.
package jks

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"

	"x509strict/engine/der"
	"x509strict/engine/read/pbe"
	"x509strict/engine/read/pkcs12"
)

// Store is what was found in one file.
type Store struct {
	Kind         string // "jks" or "jceks"
	Certificates []Item
	Keys         []Item // PKCS#8, decrypted
	Locked       []string
	Checked      bool    // a password fits the checksum of the file
	Guessed      string  // the guess that opened something, "" for none
	Faults       []error // parts that could not be read
	Secrets      int     // secret keys, skipped
}

// Item is one certificate or key with its alias.
type Item struct {
	Name  string
	DER   []byte
	Chain int // of a certificate: its position behind a private key, from 1; 0 for an entry to trust
}

// ErrNotJKS says that data does not begin as a JKS or JCEKS file does.
var ErrNotJKS = errors.New("jks: not a JKS or JCEKS file")

// The numbers at the start, and the kinds of entries.
const (
	magicJKS   = 0xfeedfeed
	magicJCEKS = 0xcececece

	keyEntry         = 1
	certificateEntry = 2
	secretEntry      = 3
)

// oidKeyProtector marks keys protected by the JKS scheme.
const oidKeyProtector = "1.3.6.1.4.1.42.2.17.1.1"

// reader walks the file; after the first error every call does nothing.
type reader struct {
	data []byte
	pos  int
	err  error
}

func (r *reader) bytes(n int) []byte {
	if r.err != nil {
		return nil
	}
	if n < 0 || n > len(r.data)-r.pos {
		r.err = fmt.Errorf("offset %d: length says %d, %d bytes remain", r.pos, n, len(r.data)-r.pos)
		return nil
	}
	b := r.data[r.pos : r.pos+n : r.pos+n]
	r.pos += n
	return b
}

func (r *reader) uint32() int {
	if b := r.bytes(4); b != nil {
		return int(binary.BigEndian.Uint32(b))
	}
	return 0
}

// text reads a string as Java's writeUTF does; its modified UTF-8 is UTF-8 for all that occurs in names.
func (r *reader) text() string {
	if b := r.bytes(2); b != nil {
		return string(r.bytes(int(binary.BigEndian.Uint16(b))))
	}
	return ""
}

// Open reads a store. Certificates need no password; keys open with the first that fits. The error is ErrNotJKS, or
// what step returned; damage is in Store.Faults.
//
//	magic, version (1 or 2), count; then entries: kind, alias, milliseconds, and a key (length,
//	EncryptedPrivateKeyInfo, certificates) or a certificate (type, length, DER); at the end SHA-1 over the
//	password, a fixed text and the file.
func Open(data []byte, passwords []pbe.Password, step func(int) error) (*Store, error) {
	if len(data) < 12 {
		return nil, ErrNotJKS
	}
	s := &Store{}
	switch binary.BigEndian.Uint32(data) {
	case magicJKS:
		s.Kind = "jks"
	case magicJCEKS:
		s.Kind = "jceks"
	default:
		return nil, ErrNotJKS
	}
	r := &reader{data: data, pos: 4}
	version := r.uint32()
	if version != 1 && version != 2 {
		s.fault("header", fmt.Errorf("version %d", version))
		return s, nil
	}
	count := r.uint32()
	for i := 0; i < count && i < len(data) && r.err == nil; i++ {
		again, err := s.entry(r, version, passwords, step)
		if err != nil {
			return s, err
		}
		if !again {
			break
		}
	}
	if r.err != nil {
		s.fault("entry", r.err)
		return s, nil
	}
	if digest := r.bytes(sha1.Size); digest != nil {
		s.check(data[:r.pos-sha1.Size], digest, passwords)
	} else {
		s.fault("checksum", r.err)
	}
	return s, nil
}

func (s *Store) fault(where string, err error) {
	if len(s.Faults) < 100 {
		s.Faults = append(s.Faults, fmt.Errorf("%s: %w", where, err))
	}
}

// entry reads one entry; again is false when the rest cannot be found any more.
func (s *Store) entry(r *reader, version int, passwords []pbe.Password, step func(int) error) (again bool, err error) {
	kind := r.uint32()
	alias := r.text()
	r.bytes(8)
	switch {
	case r.err != nil:
	case kind == certificateEntry:
		if c := readCertificate(r, version); c != nil {
			s.Certificates = append(s.Certificates, Item{Name: alias, DER: c})
		}
	case kind == keyEntry:
		sealed := r.bytes(r.uint32())
		chain := r.uint32()
		if r.err == nil {
			if err := s.key(sealed, alias, passwords, step); err != nil {
				return false, err
			}
		}
		for i := 1; i <= chain && r.err == nil; i++ {
			name := alias
			if chain > 1 {
				name += " chain " + strconv.Itoa(i)
			}
			if c := readCertificate(r, version); c != nil {
				s.Certificates = append(s.Certificates, Item{Name: name, DER: c, Chain: int(i)})
			}
		}
	case kind == secretEntry:
		// a serialized Java object without a length
		s.Secrets++
		return r.resync(), nil
	default:
		s.fault("entry", fmt.Errorf("offset %d: kind %d", r.pos, kind))
		return r.resync(), nil
	}
	return true, nil
}

func readCertificate(r *reader, version int) []byte {
	if version == 2 {
		r.text()
	}
	return r.bytes(r.uint32())
}

// resync goes on at the next place that looks like the start of an entry, or at the checksum when there is none.
func (r *reader) resync() (again bool) {
	end := len(r.data) - sha1.Size
	for i := r.pos; i+40 < end; i++ {
		k := bytes.Index(r.data[i:end], []byte{0, 0, 0})
		if k < 0 {
			break
		}
		i += k
		if startsEntry(r.data[i:end]) {
			r.pos = i
			return true
		}
	}
	r.pos = max(r.pos, end)
	return false
}

// startsEntry looks for kind, printable alias, a time before the year 10889, and what comes first in an entry of the
// kind.
func startsEntry(b []byte) bool {
	if len(b) < 40 || b[0] != 0 || b[1] != 0 || b[2] != 0 || b[3] < keyEntry || b[3] > secretEntry {
		return false
	}
	n := int(b[4])<<8 | int(b[5])
	if n == 0 || n > 256 || 6+n+8+7 > len(b) {
		return false
	}
	for _, c := range b[6 : 6+n] {
		if c < ' ' || c == 0x7f {
			return false
		}
	}
	rest := b[6+n:]
	if rest[0] != 0 || rest[1] != 0 {
		return false
	}
	rest = rest[8:]
	switch b[3] {
	case keyEntry:
		size := int(binary.BigEndian.Uint32(rest))
		return size < len(rest)-4 && rest[4] == 0x30
	case certificateEntry:
		return rest[0] == 0 && rest[1] == 5 && rest[2] == 'X'
	}
	return bytes.HasPrefix(rest, []byte{0xac, 0xed, 0, 5}) // STREAM_MAGIC, STREAM_VERSION of Java's serialization
}

// utf16Password is the form in which JKS takes passwords.
func utf16Password(p string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(p)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}

func (s *Store) check(content, digest []byte, passwords []pbe.Password) {
	for _, p := range passwords {
		h := sha1.New()
		h.Write(utf16Password(p.Text))
		h.Write([]byte("Mighty Aphrodite"))
		h.Write(content)
		if hmac.Equal(h.Sum(nil), digest) {
			s.Checked = true
			if p.Guess {
				s.Guessed = p.Text
			}
			return
		}
	}
}

// key decrypts one key: the JKS scheme, or what pbe knows.
func (s *Store) key(sealed []byte, alias string, passwords []pbe.Password, step func(int) error) error {
	top := der.NewReader(sealed)
	in := top.Enter(der.Of(der.Sequence))
	alg := in.Enter(der.Of(der.Sequence))
	oid := der.OIDText(alg.OID(der.Of(der.ObjectIdentifier)))
	for alg.More() {
		alg.Any()
	}
	in.Leave(alg)
	data := in.String(der.Of(der.OctetString), der.OctetString)
	if err := top.Err(); err != nil {
		s.fault(alias, err)
		return nil
	}
	if oid == oidKeyProtector {
		for _, p := range passwords {
			if plain := unprotect(data, utf16Password(p.Text)); plain != nil {
				s.Keys = append(s.Keys, Item{Name: alias, DER: plain})
				return nil
			}
		}
		s.Locked = append(s.Locked, alias)
		return nil
	}
	plain, err := pkcs12.OpenKey(sealed, passwords, step)
	var unsupported *pbe.UnsupportedError
	var many *pbe.IterationsError
	switch {
	case errors.Is(err, pbe.ErrPassword):
		s.Locked = append(s.Locked, alias)
	case errors.As(err, &unsupported), errors.As(err, &many), errors.Is(err, pkcs12.ErrSyntax):
		s.fault(alias, err)
	case err != nil:
		return err
	default:
		s.Keys = append(s.Keys, Item{Name: alias, DER: plain})
	}
	return nil
}

// unprotect undoes the JKS scheme (sun.security.provider.KeyProtector): salt (20 bytes), the key combined with a
// stream of SHA-1 digests, and a digest. It returns nil when the password does not fit.
func unprotect(data, password []byte) []byte {
	n := len(data) - 2*sha1.Size
	if n <= 0 {
		return nil
	}
	digest := data[:sha1.Size]
	plain := make([]byte, n)
	for i := 0; i < n; i += sha1.Size {
		h := sha1.New()
		h.Write(password)
		h.Write(digest)
		digest = h.Sum(nil)
		for k := i; k < min(n, i+sha1.Size); k++ {
			plain[k] = data[sha1.Size+k] ^ digest[k-i]
		}
	}
	h := sha1.New()
	h.Write(password)
	h.Write(plain)
	if !hmac.Equal(h.Sum(nil), data[sha1.Size+n:]) {
		return nil
	}
	return plain
}
