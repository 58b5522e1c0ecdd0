package roles

import (
	"bytes"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/der"
	"x509strict/engine/tbs"
)

// fitting chooses the subject and the one alternative name of a stand-in leaf inside of the name constraints of its
// CA, as far as simple names go: a host below a permitted domain, else an address in a permitted range; a subject
// below a permitted directory name. Where nothing fits, the usual names are taken, and the verifier says that the
// constraints refuse them.
func fitting(ca *cert.Certificate) (subject, altName []byte) {
	subject, altName = tbs.CommonName(standInSubject), generalName(standInHost)
	n := ca.NameConstraints
	if n == nil {
		return subject, altName
	}
	for _, s := range n.Permitted {
		if s.Base.Tag == cert.DirectoryTag && s.Base.Name != nil {
			subject = below(s.Base.Name.Raw, subject)
			break
		}
	}
	for _, host := range append(permittedHosts(n.Permitted), standInHost, "server.test") {
		if allows(n, cert.DNSTag, []byte(host), underDomain) {
			return subject, generalName(host)
		}
	}
	for _, address := range append(permittedAddresses(n.Permitted), []byte{192, 0, 2, 1}) {
		if allows(n, cert.IPTag, address, inRange) {
			return subject, der.Build(0x87, address)
		}
	}
	return subject, altName
}

const (
	standInSubject = "conforming server certificate"
	standInHost    = "server.example"
)

// below puts the relative names of end after those of base, both Name elements.
func below(base, end []byte) []byte {
	relative := func(name []byte) (sets []byte) {
		for in := der.NewReader(name).EnterList(der.Of(der.Sequence)); in.More(); {
			one, _, _ := in.Any()
			sets = append(sets, one...)
		}
		return sets
	}
	return der.Build(sequence, relative(base), relative(end))
}

func permittedHosts(list []cert.Subtree) (out []string) {
	for _, s := range list {
		if domain := strings.TrimPrefix(string(s.Base.Value), "."); s.Base.Tag == cert.DNSTag && domain != "" {
			out = append(out, "server."+domain)
		}
	}
	return out
}

// permittedAddresses lists the second address of every range, or the only one.
func permittedAddresses(list []cert.Subtree) (out [][]byte) {
	for _, s := range list {
		size := len(s.Base.Value) / 2
		if s.Base.Tag != cert.IPTag || size != 4 && size != 16 || len(s.Base.Value) != 2*size {
			continue
		}
		address, mask := bytes.Clone(s.Base.Value[:size]), s.Base.Value[size:]
		for i := range address {
			address[i] &= mask[i]
		}
		address[size-1] |= 1 &^ mask[size-1]
		out = append(out, address)
	}
	return out
}

// allows reports whether a name is in a permitted subtree of its kind, if there is any, and in no excluded one.
func allows(n *cert.NameConstraints, tag byte, name []byte, within func(name, base []byte) bool) bool {
	kind, inside := false, false
	for _, s := range n.Permitted {
		if s.Base.Tag == tag {
			kind, inside = true, inside || within(name, s.Base.Value)
		}
	}
	for _, s := range n.Excluded {
		if s.Base.Tag == tag && within(name, s.Base.Value) {
			return false
		}
	}
	return inside || !kind
}

func underDomain(name, base []byte) bool {
	host, domain := strings.ToLower(string(name)), strings.ToLower(string(base))
	return domain == "" || host == domain || strings.HasSuffix(host, "."+strings.TrimPrefix(domain, "."))
}

func inRange(address, base []byte) bool {
	if len(base) != 2*len(address) {
		return false
	}
	for i := range address {
		if (address[i]^base[i])&base[len(address)+i] != 0 {
			return false
		}
	}
	return true
}
