package javapkix_test

import (
	"bytes"
	"encoding/pem"
	"strings"
	"testing"

	"x509strict/engine/cert"
	"x509strict/engine/internal/peer"
	"x509strict/engine/internal/testca"
	"x509strict/engine/javapkix"
	"x509strict/engine/key"
)

// given is a certificate as the client of a handshake, or of a CA file, has it.
func given(data []byte) javapkix.Given {
	c, _, err := cert.Parse(data)
	if err != nil {
		return javapkix.Given{DER: data}
	}
	return javapkix.Given{DER: data, Parsed: c}
}

func signature(child, issuer *cert.Certificate) (bool, string) {
	return child.Signed().Verify(issuer.PublicKey())
}

// judge answers a case as the recordings write answers down.
func judge(r javapkix.Release) func(*peer.Case) string {
	return func(c *peer.Case) string { return answer(r, c, javapkix.Case{Host: c.Host}) }
}

func answer(r javapkix.Release, c *peer.Case, k javapkix.Case) string {
	k.Time, k.Signature = c.Time, signature
	for _, one := range c.Sent {
		k.Sent = append(k.Sent, given(one))
	}
	for rest := c.CAFile(); ; {
		var b *pem.Block
		if b, rest = pem.Decode(rest); b == nil {
			break
		}
		k.Trusted = append(k.Trusted, given(b.Bytes))
	}
	// Another release is asked before, so that what one reads for the other is compared too.
	k.Readings = new(javapkix.Readings)
	javapkix.Check(before[r], k)
	switch a := javapkix.Check(r, k); {
	case a.Unknown != "":
		return peer.NotChecked + a.Unknown
	case a.Accepted && !holdsKey(c):
		return peer.NotChecked + "the test has another key than the certificate that it shows"
	case a.Accepted:
		return "ok"
	default:
		return strings.NewReplacer("\\", "\\\\", "\n", "\\n", "\r", "\\r", "\t", "\\t").Replace(a.Exception)
	}
}

var before = map[javapkix.Release]javapkix.Release{
	javapkix.Java17: javapkix.Java25, javapkix.Java21: javapkix.Java17, javapkix.Java25: javapkix.Java21,
}

// holdsKey reports whether the server of a case can prove that it has the leaf's key.
func holdsKey(c *peer.Case) bool {
	leaf, _, err := cert.Parse(c.Sent[0])
	own, problem := key.ParseInfo(testca.Named(c.Key).SPKI)
	return err != nil || problem == nil && bytes.Equal(leaf.SPKI.Key.Bytes, own.Key.Bytes) &&
		leaf.SPKI.Kind() == own.Kind()
}

var releases = map[string]javapkix.Release{"17": javapkix.Java17, "21": javapkix.Java21, "25": javapkix.Java25}

// unchecked is how many of the common cases have a key of a kind that is left out, DSA and Diffie-Hellman, or leave it
// to chance which of several CAs of one name Java takes.
const unchecked = 5

func TestRecorded(t *testing.T) {
	for _, release := range []string{"17", "21", "25"} {
		t.Run(release, func(t *testing.T) {
			peer.Replay(t, "testdata", peer.CommonSet, "java-"+release, unchecked, judge(releases[release]))
			peer.Replay(t, "testdata", peer.FurtherSet, "java-"+release, unchecked, judge(releases[release]))
		})
	}
}
