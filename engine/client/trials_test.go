package client_test

import (
	"bufio"
	"crypto/tls"
	"io"
	"testing"
	"time"

	"x509strict/engine/internal/loopback"
	"x509strict/engine/internal/testpki"
)

// trial is a server and a client's CA file.
type trial struct {
	name  string
	sent  []*testpki.Cert // leaf first
	store []*testpki.Cert
	host  string
}

// trials are chains with one fault each, beside a conforming one.
func trials(t *testing.T) []trial {
	testpki.Now = time.Now()
	type spec = testpki.Spec
	const bc, ku, aki, ski, san, eku = "2.5.29.19", "2.5.29.15", "2.5.29.35", "2.5.29.14", "2.5.29.17", "2.5.29.37"
	root := testpki.Root(t, "Root", nil)
	middle := root.Intermediate(t, "Middle", nil)
	noKU := testpki.Root(t, "No key usage", func(s *spec) { s.Drop(ku) })
	plainBC := testpki.Root(
		t,
		"BC not critical",
		func(s *spec) { e := testpki.BasicConstraints(true); e.Critical = false; s.Set(e) },
	)
	easy := testpki.Root(t, "Easy-RSA CA", func(s *spec) {
		e := testpki.BasicConstraints(true)
		e.Critical = false
		s.Set(e)
		e = testpki.KeyUsage(1, 6)
		e.Critical = false
		s.Set(e)
		s.Set(testpki.AKISerial(testpki.KeyID(t, s.Key), s.Subject, s.Serial))
	})
	noSKI := testpki.Root(t, "No SKI", func(s *spec) { s.Drop(ski); s.Drop(aki) })
	v1 := testpki.Root(t, "Version 1", func(s *spec) { s.Exts, s.Version = nil, 0 })
	noSign := testpki.Root(t, "No certificate sign", func(s *spec) { s.Set(testpki.KeyUsage(1, 2)) })
	pathLen := testpki.Root(t, "Path length 0", func(s *spec) {
		s.Set(testpki.Ext{OID: bc, Critical: true, Value: []byte{0x30, 6, 1, 1, 0xff, 2, 1, 0}})
	})
	deep := pathLen.Intermediate(t, "Too deep", nil)
	notCA := root.Intermediate(t, "Not a CA", func(s *spec) { s.Set(testpki.BasicConstraints(false)); s.Drop(ku) })
	middleNoKU := root.Intermediate(t, "Middle without key usage", func(s *spec) { s.Drop(ku) })
	own := testpki.Root(t, "localhost", func(s *spec) { s.Drop(ku); s.Set(testpki.SAN("localhost", "127.0.0.1")) })
	rsaRoot := testpki.Root(t, "RSA", func(s *spec) {
		s.Key = testpki.RSA(t, 2048)
		id := testpki.KeyID(t, s.Key)
		s.Set(testpki.SKI(id))
		s.Set(testpki.AKI(id))
	})
	pinned := testpki.Root(t, "Pinned", nil)
	pinnedLeaf := pinned.Server(t, "localhost", func(s *spec) {
		s.Set(testpki.AKISerial(testpki.KeyID(t, pinned.Key), pinned.Subject, pinned.Serial))
	})
	reissued := pinned.Again(t, nil, func(s *spec) { s.Serial = []byte{7} })
	constrained := testpki.Root(t, "Constrained", func(s *spec) {
		s.Exts = append(
			s.Exts,
			testpki.Ext{OID: "2.5.29.30", Critical: true, Value: []byte("\x30\x0f\xa0\x0d\x30\x0b\x82\x09other.org")},
		)
	})
	ca := func(c ...*testpki.Cert) []*testpki.Cert { return c }
	one := func(name string, ca *testpki.Cert, change func(*spec)) trial {
		return trial{name, []*testpki.Cert{ca.Server(t, "localhost", change)}, []*testpki.Cert{ca}, "localhost"}
	}
	with := func(x trial, host string) trial { x.host = host; x.name += ", asked for " + host; return x }
	return []trial{
		one("conforming", root, nil),
		one("conforming RSA", rsaRoot, nil),
		{"conforming with intermediate", ca(middle.Server(t, "localhost", nil), middle), ca(root), "localhost"},
		one("CA without key usage", noKU, nil),
		one("CA with plain basic constraints", plainBC, nil),
		one("easy-rsa", easy, nil),
		one("CA without SKI", noSKI, nil),
		one("version 1 CA", v1, nil),
		one("CA that may not sign", noSign, nil),
		{"path length", ca(deep.Server(t, "localhost", nil), deep), ca(pathLen), "localhost"},
		{"intermediate that is no CA", ca(notCA.Server(t, "localhost", nil), notCA), ca(root), "localhost"},
		{
			"intermediate without key usage",
			ca(middleNoKU.Server(t, "localhost", nil), middleNoKU),
			ca(root),
			"localhost",
		},
		one("leaf without AKI", root, func(s *spec) { s.Drop(aki) }),
		one("leaf without SKI", root, func(s *spec) { s.Drop(ski) }),
		one(
			"leaf with AKI of issuer and serial only",
			root,
			func(s *spec) { s.Set(testpki.AKISerial(nil, root.Subject, root.Serial)) },
		),
		one("leaf for clients", root, func(s *spec) { s.Set(testpki.EKU("1.3.6.1.5.5.7.3.2")) }),
		one(
			"leaf expired",
			root,
			func(s *spec) { s.From, s.Until = s.From.AddDate(-2, 0, 0), s.From.AddDate(-1, 0, 0) },
		),
		one("leaf not yet valid", root, func(s *spec) { s.From = s.From.AddDate(1, 0, 0) }),
		one("leaf with 1024 bits", root, func(s *spec) { s.Key = testpki.RSA(t, 1024) }),
		one("leaf with keyCertSign", root, func(s *spec) { s.Set(testpki.KeyUsage(2, 0x84)) }),
		one("leaf with empty subject, names not critical", root, func(s *spec) { s.Subject = testpki.CN("") }),
		one("leaf with unknown critical extension", root, func(s *spec) {
			s.Exts = append(s.Exts, testpki.Ext{OID: "1.2.3.4", Critical: true, Value: []byte{5, 0}})
		}),
		one("leaf outside of name constraints", constrained, nil),
		one("common name only", root, func(s *spec) { s.Drop(san) }),
		one("wildcard", root, func(s *spec) { s.Set(testpki.SAN("*.example.com")) }),
		with(one("wildcard", root, func(s *spec) { s.Set(testpki.SAN("*.example.com")) }), "es01.example.com"),
		with(one("wildcard", root, func(s *spec) { s.Set(testpki.SAN("*.example.com")) }), "a.es01.example.com"),
		with(
			one("partial wildcard", root, func(s *spec) { s.Set(testpki.SAN("es*.example.com")) }),
			"es01.example.com",
		),
		with(one("conforming", root, nil), "wrong.example"),
		with(one("conforming", root, nil), "127.0.0.1"),
		with(one("no address", root, func(s *spec) { s.Set(testpki.SAN("localhost")) }), "127.0.0.1"),
		{"untrusted", ca(root.Server(t, "localhost", nil)), ca(noKU), "localhost"},
		{"root sent, not trusted", ca(root.Server(t, "localhost", nil), root), ca(noKU), "localhost"},
		{"intermediate not sent", ca(middle.Server(t, "localhost", nil)), ca(root), "localhost"},
		{"issuing CA as CA file", ca(middle.Server(t, "localhost", nil), middle), ca(middle), "localhost"},
		{"self-signed server as its own CA file", ca(own), ca(own), "localhost"},
		{"self-signed server, other CA file", ca(own), ca(root), "localhost"},
		{"leaf trusted itself", ca(pinnedLeaf), ca(pinnedLeaf), "localhost"},
		{"CA re-issued with a new serial number", ca(pinnedLeaf), ca(reissued), "localhost"},
		{"CA re-issued with a new serial number, old one sent", ca(pinnedLeaf, pinned), ca(reissued), "localhost"},
		one(
			"leaf signed by another key of the CA's name",
			&testpki.Cert{DER: root.DER, Spec: spec{Subject: root.Subject, Key: testpki.EC(t)}},
			func(s *spec) { s.Drop(aki) },
		),
	}
}

// serve answers on loopback with the chain, over and over.
func serve(t *testing.T, x trial) int {
	t.Helper()
	c := tls.Certificate{PrivateKey: x.sent[0].Key}
	for _, s := range x.sent {
		c.Certificate = append(c.Certificate, s.DER)
	}
	return loopback.TLS(t, &tls.Config{Certificates: []tls.Certificate{c}}, func(conn *tls.Conn) {
		if _, err := bufio.NewReader(conn).ReadString('\n'); err == nil {
			io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
		}
	}).Port
}
