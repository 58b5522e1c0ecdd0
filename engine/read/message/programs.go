//go:build !lean

package message

import (
	"slices"
)

// family is what verified: programs of one family print the same errors.
type family uint8

const (
	anyFamily   family = iota // OpenSSL's own words, which all that use it print
	queueFamily               // the form of OpenSSL's error queue
	toolFamily                // the openssl command
	pythonFamily
	nodeFamily
	goFamily
	javaFamily
	rustFamily
	gnutlsFamily
	nssFamily
	chromeFamily
	curlFamily
	dotnetFamily
	schannelFamily
	appleFamily
	phpFamily
	rubyFamily
	perlFamily
	erlangFamily
	libpqFamily
	mysqlFamily
	boringFamily
	mbedFamily
	wolfFamily
	qtFamily
	glibFamily
	ldapFamily
	ownFamily // a program that puts it into words of its own
)

// families gives the family of a client that phrases name; others are of ownFamily.
var families = map[string]family{
	"":               anyFamily,
	"openssl":        queueFamily,
	"openssl-verify": toolFamily,
	"python-3.13":    pythonFamily,
	"nodejs":         nodeFamily,
	"go":             goFamily,
	"java":           javaFamily,
	"rustls":         rustFamily,
	"gnutls":         gnutlsFamily,
	"firefox":        nssFamily,
	"chrome":         chromeFamily,
	"curl":           curlFamily,
	"dotnet":         dotnetFamily,
	"schannel":       schannelFamily,
	"apple":          appleFamily,
	"php":            phpFamily,
	"ruby":           rubyFamily,
	"perl":           perlFamily,
	"erlang":         erlangFamily,
	"postgres":       libpqFamily,
	"mysql":          mysqlFamily,
	"mariadb":        mysqlFamily,
	"boringssl":      boringFamily,
	"dart":           boringFamily,
	"grpc":           boringFamily,
	"envoy":          boringFamily,
	"kubernetes-go":  goFamily,
	"ldap":           ldapFamily,
	"ansible":        pythonFamily,
	"requests":       pythonFamily,
	"urllib3":        pythonFamily,
	"botocore":       pythonFamily,
	"azure-cli":      pythonFamily,
	"bun":            nodeFamily,
	"git":            curlFamily,
	"dnf":            curlFamily,
	"mbedtls":        mbedFamily,
	"wolfssl":        wolfFamily,
	"qt":             qtFamily,
	"glib":           glibFamily,
}

func familyOf(client string) family {
	if f, ok := families[client]; ok {
		return f
	}
	return ownFamily
}

// wraps reports whether a program of the outer family passes on what one of the inner family says.
func wraps(outer, inner family) bool {
	return (outer == ownFamily || outer == ldapFamily) &&
		(inner == gnutlsFamily || inner == nssFamily || inner == boringFamily || inner == schannelFamily ||
			inner == mbedFamily || inner == wolfFamily) ||
		outer == curlFamily &&
			(inner == gnutlsFamily || inner == schannelFamily || inner == appleFamily || inner == nssFamily ||
				inner == wolfFamily) ||
		outer == mysqlFamily && inner == wolfFamily ||
		outer == dotnetFamily && (inner == schannelFamily || inner == appleFamily) ||
		outer == pythonFamily && inner == queueFamily || inner == pythonFamily && outer == queueFamily ||
		outer == queueFamily ||
		inner == queueFamily
}

// rank says how much a sign tells: an application's name more than that of the library it uses, and this more than
// that of the language.
type rank uint8

const (
	language rank = iota
	toolkit       // what libraries build on
	library
	application
)

// sign is how a program shows itself in text. words are looked for squeezed: blanks do not count.
type sign struct {
	client string
	rank   rank
	role   role
	of     []family // whose errors it passes on; those in OpenSSL's words always
	words  []string
	only   bool // of these families only, not OpenSSL's words
}

// shown is a sign in a text.
type shown struct {
	*sign
	at, end int
}

// speaks reports whether the program prints messages like f. What is written in Go never prints libcrypto's words.
func (s *sign) speaks(f *find) bool {
	if f.family == anyFamily || f.family == queueFamily {
		return !s.only && (!s.ofGo() || f.Code == 0 && f.family == anyFamily)
	}
	return slices.Contains(s.of, f.family)
}

// ofGo reports whether the program is written in Go and prints nobody else's errors.
func (s *sign) ofGo() bool {
	return len(s.of) > 0 && !slices.ContainsFunc(s.of, func(f family) bool { return f != goFamily })
}

// passesOn reports whether the program of a sign may print what another client's words introduce: it wraps that one.
func (s *sign) passesOn(client string) bool {
	return s != nil && s.rank >= toolkit && (s.client == client || slices.Contains(s.of, familyOf(client)))
}

// Programs lists the ids that [Message.Client] may hold, each once.
func Programs() (ids []string) {
	ids = []string{"openssl", "python-3.12", "requests-old"}
	add := func(id string) {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, table := range signTables {
		for _, s := range table {
			add(s.client)
		}
	}
	for _, table := range phraseTables {
		for _, p := range table {
			add(p.client)
		}
	}
	return ids
}
