//go:build !lean

package read

import (
	"bytes"
	"errors"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/release"
)

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// maxCorrections bounds the signatures that one reading tries: a line of 64 characters, each followed by any other.
const maxCorrections = 2 * 65 * 64

// maxRestored is how many damaged certificates are looked at: a lost character is one person's slip, not a bundle's.
const maxRestored = 8

// restore looks for the one character whose change makes a damaged certificate verify, under itself or under a
// certificate that was given.
func (r *reading) restore() error {
	if len(r.out.Damaged) > maxRestored {
		return nil
	}
	tries := maxCorrections
	for i := range r.out.Damaged {
		d := &r.out.Damaged[i]
		if len(d.lines) == 0 {
			continue
		}
		found, err := r.corrections(d, &tries)
		if err != nil {
			return err
		}
		if len(found) == 1 {
			d.Correction = &found[0]
		}
	}
	return nil
}

// corrections returns up to two certificates that verify, with the change that makes each.
func (r *reading) corrections(d *Damaged, tries *int) (found []Correction, err error) {
	var body []byte
	var starts []int
	for _, l := range d.lines {
		starts = append(starts, len(body))
		body = append(body, bytes.TrimRight(l.chars, "=")...)
	}
	x := suspect(d.lines)
	line := func(at int) int {
		if x.line >= 0 {
			return x.line // where a line ends and where the next one begins is one place
		}
		n := 0
		for i, s := range starts {
			if s <= at {
				n = i
			}
		}
		return n
	}
	try := func(at int, removed, inserted string) error {
		if *tries--; *tries < 0 || len(found) > 1 {
			return nil
		}
		if *tries%256 == 0 && r.o.Cancelled != nil && r.o.Cancelled() {
			return ErrCancelled
		}
		chars := append(append(append([]byte{}, body[:at]...), inserted...), body[at+len(removed):]...)
		data := decodeBase64(chars)
		c, rest, err := cert.Parse(data)
		if err != nil || len(rest) > 0 || !r.vouched(c) {
			return nil
		}
		for _, f := range found {
			if bytes.Equal(f.Data, c.Raw) {
				return nil // the same character twice in a row
			}
		}
		n := line(at)
		found = append(found, Correction{c.Raw, d.lines[n].number, at - starts[n] + 1, removed, inserted})
		return nil
	}
	from, to := 0, 0
	switch {
	case x.line >= 0:
		from = starts[x.line]
		to = from + len(bytes.TrimRight(d.lines[x.line].chars, "="))
	default: // a character replaced near to where the reading fails
		var e *der.Error
		if _, _, err := cert.Parse(d.Data); !errors.As(err, &e) {
			return nil, nil
		}
		from, to = max(0, e.Offset*4/3-8), min(len(body), e.Offset*4/3+12)
	}
	for at := from; at < to || at == to && x.line >= 0 && x.extra < 0; at++ {
		switch {
		case x.line >= 0 && x.extra > 0:
			err = try(at, string(body[at:at+1]), "")
		case x.line >= 0 && x.extra == 0 && isStandard(body[at]):
			continue
		default:
			removed := ""
			if x.line < 0 || x.extra == 0 {
				removed = string(body[at : at+1])
			}
			for _, c := range alphabet {
				if err == nil && string(c) != removed {
					err = try(at, removed, string(c))
				}
			}
		}
		if err != nil {
			return nil, err
		}
	}
	if *tries < 0 {
		return nil, nil // not all were tried: nobody knows whether there is one only
	}
	return found, nil
}

// vouched reports whether the certificate's signature is its own key's, or that of a certificate that was given.
func (r *reading) vouched(c *cert.Certificate) bool {
	made := func(issuer *cert.Certificate) bool {
		if !issuer.Subject.Equal(c.Issuer) || !c.Signed().AllowedIn(issuer.PublicKey(), release.Default) {
			return false
		}
		ok, unsupported := c.Signed().Verify(issuer.PublicKey())
		return ok && unsupported == ""
	}
	if made(c) {
		return true
	}
	for _, have := range r.out.Certificates {
		if made(have.Certificate) {
			return true
		}
	}
	return false
}
