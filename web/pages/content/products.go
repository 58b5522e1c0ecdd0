package content

import (
	"slices"

	"x509strict/engine/lang"
)

// Product is something that people search for by its name, with what of it has to do with a CA: whose certificates it
// meets or makes (package origin knows these makers), and where it keeps or takes the CA.
type Product struct {
	ID     string // of its page
	Name   string
	Makers []string  // IDs of package origin
	Guide  string    // name of a guide that tells all of it; there is no page of its own then
	About  lang.Text // one or two sentences
	Facts  []Fact
	// Sources are the documents that the facts were checked against.
	Sources []Source
}

// Source is a document that says what a page says: the vendor's documentation, source code, or an issue of it.
type Source struct {
	Title string // as it is called, in its own language
	URL   string
}

// Fact is one thing to know or to run, from a source.
type Fact struct {
	What   lang.Text
	Code   string // as it is typed; "" for none
	Source string // URL that says so
}

func says(en, zh, code, source string) Fact {
	return Fact{What: lang.Text{EN: en, ZH: zh}, Code: code, Source: source}
}

func text(en, zh string) lang.Text { return lang.Text{EN: en, ZH: zh} }

const (
	requestsDocs    = "https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification"
	rootCAPublisher = "https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/certificates/rootcacertpublisher/publisher.go"
	sClientDocs     = "https://docs.openssl.org/3.5/man1/openssl-s_client/"
	trueNASDocs     = "https://www.truenas.com/docs/scale/scaleuireference/credentials/certificates/certificatesscreensscale/"
	splunkDocs      = "https://help.splunk.com/splunk-enterprise/administer/manage-users-and-security/10.0/secure-splunk-platform-communications-with-transport-layer-security-certificates/configure-tls-certificates-for-inter-splunk-communication"
	netskopeFiles   = "https://community.netskope.com/casb-3/netskope-client-configuration-overview-752"
	pipDocs         = "https://pip.pypa.io/en/stable/topics/https-certificates/"
)

// Products in the order of their index.
var Products = slices.Concat(systems, authorities, stores, networks)
