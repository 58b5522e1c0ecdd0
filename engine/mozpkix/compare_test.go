package mozpkix

import (
	"bytes"
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/internal/peer"
	"x509strict/engine/internal/testca"
)

// judge answers a case as the recordings word it.
func judge(c *peer.Case) string {
	in := Input{Host: c.Host, Time: c.Time}
	for _, list := range []struct {
		from [][]byte
		to   *[]*cert.Certificate
	}{{c.Sent, &in.Sent}, {c.CA, &in.Trusted}} {
		for _, one := range list.from {
			parsed, rest, err := cert.Parse(one)
			if err != nil || len(rest) > 0 {
				return peer.NotChecked + "the certificate does not load anywhere"
			}
			*list.to = append(*list.to, parsed)
		}
	}
	in.Signed = func(child, issuer *cert.Certificate) (bool, string) {
		return child.Signed().Verify(issuer.PublicKey())
	}
	a := Judge(in)
	switch {
	case len(a.NotChecked) > 0:
		return peer.NotChecked + a.NotChecked[0]
	case a.Error != ExtractKeyFailure && !bytes.Equal(in.Sent[0].SPKI.Raw, testca.Named(c.Key).SPKI):
		return peer.NotChecked + "the server does not have the key of its certificate"
	case a.Error == Success:
		return "ok"
	}
	return string(a.Error)
}

func TestRecorded(t *testing.T) {
	peer.Replay(t, "testdata", "firefox", "firefox-esr", 100, judge)
}

func TestLive(t *testing.T) {
	if !*peer.Live && !*peer.Record {
		t.Skip("asks the real Firefox; -live does")
	}
	m, version := firefox(t)
	now := time.Now().Truncate(time.Second)
	if *peer.Record {
		cases := peer.Single(2, now)
		for n := range 500 {
			cases = append(cases, peer.Random(1, n, now))
		}
		if err := peer.Save("testdata", "firefox-esr", cases, ask(t, m, version, cases)); err != nil {
			t.Fatal(err)
		}
		return
	}
	cases := peer.UnseenMoving(t, now)
	peer.Compare(t, cases, ask(t, m, version, cases), judge)
}
