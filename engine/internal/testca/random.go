package testca

import (
	"crypto/elliptic"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"strings"
)

// Case is a question for a verifier; Line writes it as the oracle and engine/verify read it.
type Case struct {
	ID                 string
	Flags              []string
	Purpose            string
	Level              int
	Time               string
	Peer               string
	Leaf               []byte
	Untrusted, Trusted [][]byte
}

// Line writes the case without the newline.
func (c *Case) Line() string {
	flags := "-"
	if len(c.Flags) > 0 {
		flags = strings.Join(c.Flags, ",")
	}
	return fmt.Sprintf("%s\t%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s", c.ID, flags, c.Purpose, c.Level, c.Time, c.Peer,
		base64.StdEncoding.EncodeToString(c.Leaf), list(c.Untrusted), list(c.Trusted))
}

func list(certs [][]byte) string {
	if len(certs) == 0 {
		return "-"
	}
	var out []string
	for _, c := range certs {
		out = append(out, base64.StdEncoding.EncodeToString(c))
	}
	return strings.Join(out, ",")
}

// chance is true once in n times.
func chance(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// Random makes a case: a chain of one to five, some faults, and the certificates dealt out to peer and store in some
// way.
func Random(r *rand.Rand, id string) *Case {
	length := pick(r, 1, 2, 2, 2, 3, 3, 3, 3, 4, 5)
	chain := make([]*Certificate, length)
	var above *Certificate
	hosts := []string{"host.example.com", "www.example.org", "a.b.example.net", "localhost"}
	host := pick(r, hosts...)
	for i := length - 1; i >= 0; i-- {
		kind, cn := CA, fmt.Sprintf("CA %d", i)
		if i == 0 && (length > 1 || chance(r, 2)) {
			kind, cn = pick(r, Server, Server, Server, Client, CA), host
		}
		chain[i] = New(r, kind, cn, above)
		if chance(r, 4) {
			chain[i].SetKey(randomKey(r))
			rekeyed(chain, i, above)
		}
		above = chain[i]
	}
	for n := pick(r, 0, 1, 1, 1, 1, 2, 2, 3, 4); n > 0; n-- {
		at := r.IntN(length)
		faults[r.IntN(len(faults))](r, chain, at)
	}
	c := &Case{
		ID:      id,
		Purpose: pick(r, "sslserver", "sslserver", "sslserver", "sslclient", "any", "-"),
		Level:   pick(r, 0, 1, 2, 2, 2, 3, 4, 5),
		Time:    fmt.Sprint(Now.Unix()),
		Peer:    randomPeer(r, host),
	}
	if !chance(r, 3) {
		c.Flags = append(c.Flags, "strict")
	}
	if chance(r, 2) {
		c.Flags = append(c.Flags, "partial")
	}
	switch r.IntN(24) {
	case 0:
		c.Time = "-"
	case 1:
		c.Time = pick(r, "0", "-1", "253402300799", "253402300800", "4102444800", "-2208988801",
			"1000000000000", "-62167219200", "-62167219201")
	case 2:
		c.Time = fmt.Sprint(Now.AddDate(2, 0, 0).Unix() + int64(r.IntN(3)) - 1)
	case 3:
		c.Time = fmt.Sprint(Now.AddDate(-1, 0, 0).Unix() + int64(r.IntN(3)) - 1)
	}
	deal(r, c, chain)
	return c
}

func randomKey(r *rand.Rand) *Key {
	switch r.IntN(12) {
	case 0:
		return ECKey(r, elliptic.P224())
	case 1, 2:
		return ECKey(r, elliptic.P384())
	case 3:
		return ECKey(r, elliptic.P521())
	case 4, 5:
		return Ed25519Key(r)
	case 6:
		return PSSKey(2+r.IntN(3), pick(r, nil, pssLimits()))
	default:
		return RSAKey(r.IntN(5))
	}
}

// pssLimits are parameters that bind a key to SHA-256 and 32 bytes of salt.
func pssLimits() []byte {
	e, _ := parse(rsaAlgorithms[8].id)
	return e.inner[1].encode()
}

// bitsLen is the size of the BIT STRING that ends a SubjectPublicKeyInfo.
func bitsLen(spki []byte) int {
	e, _ := parse(spki)
	return len(e.inner[1].encode())
}

// rekeyed renews the key identifiers that name certificate i's key.
func rekeyed(chain []*Certificate, i int, above *Certificate) {
	chain[i].Put(Extension{"2.5.29.14", nil, Octets(chain[i].Key.KeyID())})
	if above == nil {
		chain[i].Put(Extension{"2.5.29.35", nil, Seq(Implicit(0, chain[i].Key.KeyID()))})
	}
}

func randomPeer(r *rand.Rand, host string) string {
	switch r.IntN(12) {
	case 0, 1, 2, 3:
		return "dns:" + host
	case 4:
		return "dns:" + pick(r, "other.example.com", "HOST.example.COM", ".example.com", "host.example.com.",
			"x.host.example.com", "xn--a.example.com", "*.example.com", "1.2.3.4", "a_b.example.com")
	case 5:
		return "ip:" + pick(r, "192.0.2.1", "2001:db8::1", "10.1.2.3", "::ffff:192.0.2.1")
	case 6:
		return "email:" + pick(r, "user@example.com", "USER@example.com", "user@EXAMPLE.com",
			"other@example.com", "user", "@example.com")
	}
	return "-"
}

// deal signs the certificates and hands them out.
func deal(r *rand.Rand, c *Case, chain []*Certificate) {
	vary := chance(r, 5)
	written := make([][]byte, len(chain))
	for i, one := range chain {
		issuer := one.Key
		if i+1 < len(chain) {
			issuer = chain[i+1].Key
		}
		written[i] = one.Sign(r, issuer, vary)
	}
	c.Leaf = written[0]
	top := len(chain) - 1
	for i := 1; i < top; i++ {
		switch r.IntN(12) {
		case 0:
			c.Trusted = append(c.Trusted, written[i])
		case 1:
			c.Trusted = append(c.Trusted, written[i])
			c.Untrusted = append(c.Untrusted, written[i])
		case 2: // missing
		default:
			c.Untrusted = append(c.Untrusted, written[i])
		}
	}
	switch r.IntN(14) {
	case 0:
	case 1:
		if top > 0 {
			c.Untrusted = append(c.Untrusted, written[top])
		}
	case 2:
		c.Untrusted = append(c.Untrusted, written[top])
		c.Trusted = append(c.Trusted, written[top])
	default:
		c.Trusted = append(c.Trusted, written[top])
	}
	if chance(r, 10) {
		c.Trusted = append(c.Trusted, written[0])
	}
	for n := pick(r, 0, 0, 0, 0, 1, 1, 2); n > 0; n-- {
		extra := rival(r, chain)
		if chance(r, 2) {
			c.Untrusted = append(c.Untrusted, extra)
		} else {
			c.Trusted = append(c.Trusted, extra)
		}
	}
	if chance(r, 4) {
		shuffle(r, c.Untrusted)
	}
	if chance(r, 4) {
		shuffle(r, c.Trusted)
	}
}

func shuffle(r *rand.Rand, of [][]byte) {
	r.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
}

// rival makes a certificate that competes with one of the chain: another key or serial, other times, a
// cross-certificate, a stranger, a twin.
func rival(r *rand.Rand, chain []*Certificate) []byte {
	i := r.IntN(len(chain))
	one := *chain[i]
	one.Extensions = append([]Extension(nil), one.Extensions...)
	issuer := one.Key
	if i+1 < len(chain) {
		issuer = chain[i+1].Key
	}
	for n := 1 + r.IntN(2); n > 0; n-- {
		switch r.IntN(9) {
		case 0:
			one.SetKey(randomKey(r))
			if chance(r, 2) {
				one.Put(Extension{"2.5.29.14", nil, Octets(one.Key.KeyID())})
			}
			if i+1 == len(chain) {
				issuer = one.Key
			}
		case 1:
			one.Serial = Int(r.Int64N(1 << 30))
		case 2:
			one.NotAfter = UTCTime(Now.AddDate(0, -1-r.IntN(5), 0))
		case 3:
			one.NotBefore = UTCTime(Now.AddDate(0, 1+r.IntN(5), 0))
		case 4: // a cross-certificate by an unknown or known other CA
			other := New(r, CA, pick(r, "CA 1", "CA 2", "CA 9"), nil)
			one.Issuer, issuer = other.Subject, other.Key
			one.Put(Extension{"2.5.29.35", nil, Seq(Implicit(0, other.Key.KeyID()))})
		case 5:
			one.Drop("2.5.29.35")
			one.Drop("2.5.29.14")
		case 6:
			one.Subject = Name("stranger")
		case 7:
			one.BadSign = true
		case 8:
			one.After = mutateAfter(r)
		}
	}
	return one.Sign(r, issuer, false)
}
