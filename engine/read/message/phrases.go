package message

import "x509strict/engine/code"

// phrase is what a program says about a certificate, or about something that looks like one.
type phrase struct {
	text   string
	then   string    // one of these, parted by "|", must follow within 300 characters
	after  string    // likewise, must stand before
	unless string    // likewise, must stand neither before nor behind
	client string    // "" when several programs say so
	rule   code.Code // whose rule is the nearest; 0 for none
	means  Meaning   // what it says where no rule does
	alert  int       // TLS alert that it stands for
	side   Side      // the side that complained, where the words say it
	either bool      // either side may have complained
	named  bool      // libcrypto's error is behind it
	host   hostPlace
	line   bool // the message goes on to the end of its line
	weak   bool // says only that something is wrong: counts when nothing else was found
	whole  bool // a word of its own
	exact  bool // its first letter's case counts
}

// hostPlace says where a phrase names the host.
type hostPlace int

const (
	noHost       hostPlace = iota
	hostFollows            // right behind it
	hostAfterNot           // "..., not HOST"
	hostBefore             // in front of it
)

const (
	noIssuer = code.UnableToGetIssuerCertLocally
	expired  = code.CertHasExpired
	tooEarly = code.CertNotYetValid
	badHost  = code.HostnameMismatch
	badIP    = code.IpAddressMismatch
	purpose  = code.InvalidPurpose
	selfSign = code.DepthZeroSelfSignedCert
	selfRoot = code.SelfSignedCertInChain
	badSign  = code.CertSignatureFailure
	revoked  = code.CertRevoked
	notCA    = code.InvalidCa
	weakHash = code.CaMdTooWeak
	weakKey  = code.EeKeyTooSmall
	critical = code.UnhandledCriticalExtension
)

// phraseTables are all that is recognized besides libcrypto's own texts and TLS alerts, one table a family.
var phraseTables = [][]phrase{
	pythonPhrases, scriptPhrases, reasonPhrases, goPhrases, javaPhrases, rustPhrases, cPhrases, curlPhrases, serverPhrases, browserPhrases,
	microsoftPhrases, applePhrases, localPhrases, otherPhrases,
}
