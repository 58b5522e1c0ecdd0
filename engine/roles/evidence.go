package roles

import (
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/host"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/read"
)

// weighing is one row of the table: what may be seen of a certificate, and what it weighs. leaf is for a certificate
// that is presented as its owner's, or, below zero, for a CA. trust is for a CA that the other side was told to trust,
// or, below zero, for one that is sent beside the leaf.
type weighing struct {
	name  string
	leaf  int
	trust int
	saw   func(h *heap, i int) bool
	why   lang.Text // completes a sentence: "Taken for a CA: …"
}

// sure is the weight from which a role is certain. Below it both readings are plausible, and both are judged.
const sure = 3

// table is all the evidence. Weights were chosen so that structure (what a tool says that it shows) beats extensions,
// extensions beat names, and no name alone is sure of anything.
var table = []weighing{
	// What a tool says that it shows.
	{"presented", 20, 0, at(read.Presented), lang.Text{
		EN: "the listing shows it as the server's own", ZH: "清单显示它是服务器自己的证书"}},
	{"listed above the server's own", -20, 0, at(read.Sent), lang.Text{
		EN: "the listing shows it among what the server sends", ZH: "清单显示它是服务器一并发送的证书"}},
	{"keystore entry of a private key", 4, 0, at(read.KeyEntry), lang.Text{
		EN: "it is the certificate of a private key's entry in the keystore", ZH: "它是密钥库中私钥条目的证书"}},
	{"keystore chain of a private key", -6, 0, at(read.KeyChain), lang.Text{
		EN: "it stands in a private key's chain in the keystore", ZH: "它在密钥库中位于私钥条目的证书链里"}},
	{"keystore entry to trust", -4, 8, at(read.TrustedEntry), lang.Text{
		EN: "it is an entry to trust in the keystore", ZH: "它是密钥库中的受信任条目"}},

	// What else was given.
	{"issuer of another", -14, 0, func(h *heap, i int) bool { return h.issues[i] && !h.at(i, read.Presented) },
		lang.Text{EN: "another certificate here names it as its issuer", ZH: "这里另有证书写明由它颁发"}},
	{"a leaf lacks its CA", -3, 0, func(h *heap, i int) bool {
		return h.orphan && claimsCA(h.items[i].Certificate) && h.items[i].SelfIssued()
	}, lang.Text{EN: "another certificate here is in want of a CA", ZH: "这里另有证书缺少 CA"}},
	{"private key beside it", 2, 0, func(h *heap, i int) bool { return h.items[i].KeyBeside },
		lang.Text{EN: "its private key lies in the same file", ZH: "它的私钥在同一文件里"}},
	{"bears the host asked for", 3, 0, func(h *heap, i int) bool { return hasName(h.items[i].Certificate, h.host) },
		lang.Text{EN: "it bears the host name asked for", ZH: "它含有所查询的主机名"}},

	{"given beside the CA file, where no other is a leaf", 5, 0, func(h *heap, i int) bool {
		return h.leafless && h.outside[i] && (h.told || h.words[i] == noWord || h.words[i] == ownWord)
	}, lang.Text{EN: "a CA file was given, and this beside it", ZH: "除 CA 文件之外还给出了它"}},
	{"not in the CA file", 0, -30, func(h *heap, i int) bool { return h.told && !h.inFile[i] },
		lang.Text{EN: "it is not in the CA file", ZH: "它不在 CA 文件里"}},
	{"in the CA file", 0, 30, func(h *heap, i int) bool { return h.told && h.inFile[i] },
		lang.Text{EN: "it is in the CA file", ZH: "它在 CA 文件里"}},

	// What the certificate says.
	{"basic constraints: no CA", 8, 0, func(h *heap, i int) bool {
		b := h.items[i].BasicConstraints
		return b != nil && !b.CA
	}, lang.Text{EN: "its basic constraints say that it is no CA", ZH: "其基本约束写明它不是 CA"}},
	{"basic constraints: CA, issued by another", -6, 0, func(h *heap, i int) bool {
		return claimsCA(h.items[i].Certificate) && !h.items[i].SelfIssued()
	}, lang.Text{EN: "its basic constraints say CA", ZH: "其基本约束写明它是 CA"}},
	{"basic constraints: CA, self-signed", -2, 0, func(h *heap, i int) bool { // "openssl req -x509" says so for servers too
		return claimsCA(h.items[i].Certificate) && h.items[i].SelfIssued()
	}, lang.Text{EN: "its basic constraints say CA", ZH: "其基本约束写明它是 CA"}},
	{"basic constraints unreadable", -4, 0, func(h *heap, i int) bool {
		return h.items[i].BasicConstraints == nil && h.items[i].Find(oid.BasicConstraints) != nil
	}, lang.Text{EN: "it has basic constraints, unreadable ones", ZH: "它有基本约束，但无法读取"}},
	{"no basic constraints, issued by another", 6, 0, func(h *heap, i int) bool {
		return h.items[i].Find(oid.BasicConstraints) == nil && !h.items[i].SelfIssued() && h.items[i].KeyUsage == nil
	}, lang.Text{EN: "it has no basic constraints and was issued by another", ZH: "它没有基本约束，且由别的证书颁发"}},
	{"no basic constraints, self-signed, no names", -4, 0, func(h *heap, i int) bool { // a root of before version 3
		c := h.items[i]
		return c.Find(oid.BasicConstraints) == nil && c.SelfIssued() && !serverMarks(c.Certificate) &&
			c.KeyUsage == nil
	}, lang.Text{EN: "it is self-signed and names no server", ZH: "它是自签名的，没有写服务器名称"}},
	{"key usage: signs certificates", -5, 0, func(h *heap, i int) bool {
		k := h.items[i].KeyUsage
		return k != nil && *k&cert.KeyCertSign != 0
	}, lang.Text{EN: "its key usage lets it sign certificates", ZH: "其密钥用法允许签发证书"}},
	{"key usage: signs no certificates", 6, 0, func(h *heap, i int) bool {
		k := h.items[i].KeyUsage
		return k != nil && *k&cert.KeyCertSign == 0
	}, lang.Text{EN: "its key usage does not let it sign certificates", ZH: "其密钥用法不含签发证书"}},
	{"extended key usage: server or client", 4, 0, func(h *heap, i int) bool { return tlsUsage(h.items[i].Certificate) },
		lang.Text{EN: "its extended key usage is that of a TLS server or client", ZH: "其扩展密钥用法是 TLS 服务器或客户端"}},
	{"host names or addresses", 2, 0, func(h *heap, i int) bool { return hasAltNames(h.items[i].Certificate) },
		lang.Text{EN: "it bears host names or addresses", ZH: "它含有主机名或地址"}},
	{"common name is one of its host names", 3, 0, func(h *heap, i int) bool {
		c := h.items[i].Certificate
		return hasAltNames(c) && hasName(c, c.Subject.CommonName())
	}, lang.Text{EN: "its common name is one of its host names", ZH: "其通用名就是它的主机名之一"}},
	{"common name looks like a host", 1, 0, func(h *heap, i int) bool { return hostLike(h.items[i].Subject.CommonName()) },
		lang.Text{EN: "its common name looks like a host's", ZH: "其通用名像主机名"}},
	{"self-signed, names no host", -3, 0, func(h *heap, i int) bool {
		c := h.items[i]
		return c.SelfIssued() && claimsCA(c.Certificate) && !hasAltNames(c.Certificate) &&
			!hostLike(c.Subject.CommonName())
	}, lang.Text{EN: "it names no host", ZH: "它没有写任何主机"}},
	{"name says CA", -5, 0, func(h *heap, i int) bool { return authorityName(h.items[i].Certificate) },
		lang.Text{EN: "its name says that it is a CA", ZH: "其名称表明它是 CA"}},

	// What files and fields are called.
	{"called a server's or client's", 5, 0, func(h *heap, i int) bool { return h.words[i] == ownWord && !h.owned(i) },
		lang.Text{EN: "where it stands is called a server's or client's", ZH: "它所在处的名称指服务器或客户端"}},
	{"called a chain's", -4, 0, called(chainWord),
		lang.Text{EN: "where it stands is called a chain or intermediate", ZH: "它所在处的名称指证书链或中间证书"}},
	{"called a CA's", -4, 4, called(caWord),
		lang.Text{EN: "where it stands is called a CA's", ZH: "它所在处的名称指 CA"}},

	{"in a CA file and in another", 8, 0, func(h *heap, i int) bool {
		c := h.items[i]
		return h.words[i] == caWord && h.elsewhere(i) && c.SelfIssued() && !h.both[i] && !h.owned(i) &&
			(serverMarks(c.Certificate) || hostLike(c.Subject.CommonName()))
	}, lang.Text{EN: "it is given in a CA file and once more outside of it", ZH: "它在 CA 文件之外又给出了一次"}},
	{"its own CA file", 12, 0, func(h *heap, i int) bool { return h.both[i] && h.items[i].SelfIssued() && !h.owned(i) },
		lang.Text{EN: "it is given as a server's or client's own and as its CA file", ZH: "它既作为自用证书给出，又作为自己的 CA 文件给出"}},

	// What stands beside it. Only CAs are weighed by these.
	{"beside the leaf", 0, -6, func(h *heap, i int) bool { return h.beside(i) == withLeaf },
		lang.Text{EN: "it stands with the leaf, as what is sent along", ZH: "它与叶证书放在一起，是一并发送的"}},
	{"self-signed beside the leaf, nothing else to trust", 0, 6, func(h *heap, i int) bool {
		return h.beside(i) == rootWithLeaf
	}, lang.Text{EN: "it is self-signed, and nothing else here could be what is trusted", ZH: "它是自签名的，这里没有别的可作为信任对象"}},
	{"in a file without leaf, with a root", 0, 6, func(h *heap, i int) bool { return h.beside(i) == caFile },
		lang.Text{EN: "it stands in a file of CAs, which is what the other side trusts", ZH: "它在只含 CA 的文件里，即对方信任的内容"}},
	{"in a file without leaf, the only one", 0, 6, func(h *heap, i int) bool { return h.beside(i) == onlyFile },
		lang.Text{EN: "it stands apart from the leaf, as a CA file does", ZH: "它不与叶证书在一起，如同 CA 文件"}},
}

// at sees certificates that a container or listing shows in a position.
func at(p read.Position) func(*heap, int) bool {
	return func(h *heap, i int) bool { return h.at(i, p) }
}

func (h *heap) at(i int, p read.Position) bool {
	return slices.ContainsFunc(h.items[i].Seen, func(s read.Sighting) bool { return s.Position == p })
}

// called sees certificates by what the places are called where they stand. Structure says more: listings and
// keystores are not asked for names.
func called(w word) func(*heap, int) bool {
	return func(h *heap, i int) bool { return h.words[i] == w }
}

// claimsCA reports whether the basic constraints say CA.
func claimsCA(c *cert.Certificate) bool { return c.BasicConstraints != nil && c.BasicConstraints.CA }

// caLike reports whether a certificate is meant to issue others, as far as its extensions say.
func caLike(c *cert.Certificate) bool {
	switch {
	case c.BasicConstraints != nil:
		return c.BasicConstraints.CA
	case c.KeyUsage != nil:
		return *c.KeyUsage&cert.KeyCertSign != 0
	case c.Find(oid.BasicConstraints) != nil: // present and unreadable
		return true
	}
	return c.SelfIssued() && !serverMarks(c)
}

func serverMarks(c *cert.Certificate) bool { return tlsUsage(c) || hasAltNames(c) }

func tlsUsage(c *cert.Certificate) bool {
	return slices.Contains(c.ExtKeyUsage, oid.ServerAuth) || slices.Contains(c.ExtKeyUsage, oid.ClientAuth)
}

func hasAltNames(c *cert.Certificate) bool {
	return c.SubjectAltName != nil &&
		slices.ContainsFunc(*c.SubjectAltName, func(n cert.GeneralName) bool {
			return n.Tag == cert.DNSTag || n.Tag == cert.IPTag
		})
}

// hasName reports whether what was asked for is among the names of c, wildcards aside: evidence, not verification.
func hasName(c *cert.Certificate, asked string) bool {
	if asked == "" || c.SubjectAltName == nil {
		return false
	}
	wanted := host.Subject(asked)
	return slices.ContainsFunc(*c.SubjectAltName, func(n cert.GeneralName) bool {
		switch n.Tag {
		case cert.DNSTag:
			return wanted.IP == nil && strings.EqualFold(string(n.Value), wanted.Name)
		case cert.IPTag:
			return wanted.IP != nil && string(n.Value) == string(wanted.IP)
		}
		return false
	})
}

// hostLike reports whether a common name looks like a host name or an address.
func hostLike(cn string) bool {
	if cn == "localhost" || host.Subject(cn).IP != nil {
		return true
	}
	return strings.Contains(cn, ".") && !strings.ContainsFunc(cn, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '.' ||
			r == '*')
	})
}
