package example

import (
	"x509strict/engine/cert"
	"x509strict/engine/oid"
	"x509strict/engine/tbs"
)

var (
	from   = at("240101000000Z")
	to     = at("491231235959Z")
	caName = Name("O=x509strict examples, CN=Example CA")
	midNam = Name("O=x509strict examples, CN=Example intermediate CA")
	host   = "server.example"
)

// root is a self-signed CA with nothing wrong.
func root() Template {
	k := EC("ca")
	return Template{Key: k, Signer: k, Spec: tbs.Spec{
		Version:    2,
		Serial:     []byte{0x10, 0x01},
		Issuer:     caName,
		Subject:    caName,
		NotBefore:  from,
		NotAfter:   to,
		Extensions: []cert.Extension{BasicConstraints(true, -1), KeyUsage(0x06), tbs.SubjectKeyID(k.ID())},
	}}
}

// middle is an intermediate CA under root.
func middle() Template {
	k := EC("intermediate")
	t := root()
	t.Serial, t.Subject, t.Key = []byte{0x20, 0x01}, midNam, k
	t.Extensions = []cert.Extension{
		BasicConstraints(true, -1),
		KeyUsage(0x06),
		tbs.SubjectKeyID(k.ID()),
		AKI(EC("ca").ID()),
	}
	return t
}

// leafOf is a server certificate under the CA ca.
func leafOf(ca Template) Template {
	k := EC("server")
	return Template{Key: k, Signer: ca.Key, Spec: tbs.Spec{
		Version:   2,
		Serial:    []byte{0x30, 0x01},
		Issuer:    ca.Subject,
		Subject:   Name("CN=" + host),
		NotBefore: from,
		NotAfter:  to,
		Extensions: []cert.Extension{
			BasicConstraints(false, -1),
			KeyUsage(0x80),
			tbs.ExtKeyUsage(oid.ServerAuth),
			SAN(DNS(host)),
			tbs.SubjectKeyID(k.ID()),
			AKI(ca.Key.ID()),
		},
	}}
}

func leaf() Template { return leafOf(root()) }

// chain signs templates, leaf first; the last is trusted and the ones between are sent by the peer.
func chain(list ...Template) Chain {
	c := Chain{Leaf: list[0].Sign()}
	for i, t := range list[1:] {
		if i == len(list)-2 {
			c.Trusted = append(c.Trusted, t.Sign())
		} else {
			c.Untrusted = append(c.Untrusted, t.Sign())
		}
	}
	return c
}

// good is a chain of two with nothing wrong.
func good() Chain { return chain(leaf(), root()) }

// change returns t after f; it keeps the tables readable.
func change(t Template, f func(*Template)) Template {
	f(&t)
	return t
}
