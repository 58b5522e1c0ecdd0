package engine

import "x509strict/engine/plan"

// Report is everything one check found: plain data, JSON as documented in the design and stable by Schema. Slices are
// never null in JSON.
type Report struct {
	Schema  int    `json:"schema"`  // 1
	Verdict string `json:"verdict"` // of the whole input: "accepted", "refused", "ambiguous", "not-checked" or "unreadable"
	Client  string `json:"client"`  // id of the chosen client
	OpenSSL string `json:"openssl"` // "1.1.1", "3.0", "3.5" or "4.0"
	Host    string `json:"host"`    // "" when none was asked for
	Time    string `json:"time"`    // RFC 3339, the time judged against
	Lang    string `json:"lang"`    // "en" or "zh"

	Message string  `json:"message"` // literally what the chosen client says; "" when accepted
	Strict  bool    `json:"strict"`  // the first event would not be there without the strict flag
	Assumed *string `json:"assumed"` // what was assumed to judge at all, null when nothing
	Waiting []int   `json:"waiting"` // indexes of events behind the first

	Events       []Event           `json:"events"`
	Certificates []Certificate     `json:"certificates"`
	Chains       []Chain           `json:"chains"`      // one for each leaf; events above are those of Chains[Chain]
	Chain        int               `json:"chain"`       // index of the chain that this report is about
	Clients      []ClientVerdict   `json:"clients"`     // every known client on this chain
	Generations  []ClientVerdict   `json:"generations"` // the chosen client under each OpenSSL generation; id is the generation
	Findings     []Finding         `json:"findings"`
	Plan         *plan.Plan        `json:"plan"` // null when unreadable
	Origins      []Origin          `json:"origins"`
	Messages     []RecognizedError `json:"messages"` // client errors recognised in the pasted text
	Keys         []KeySummary      `json:"keys"`     // private keys seen; never their material
	Locked       []Locked          `json:"locked"`   // what wants a password
	Notes        []Note            `json:"notes"`

	AsBy        string      `json:"asBy"`        // "user" when as is a choice, "guess" when it follows from the evidence
	As          string      `json:"as"`          // what the leaf of the chain is used as: "server" or "client"; "" when unreadable
	Whole       string      `json:"whole"`       // what several chains amount to: "2 of 5 CAs refused: A, B"; "" for one chain
	Readings    []Reading   `json:"readings"`    // when the roles can plausibly be read in several ways: each of them
	Printed     []Printed   `json:"printed"`     // text dumps of certificates, judged as far as they go; empty beside certificates
	FromMessage FromMessage `json:"fromMessage"` // choices that a pasted message filled in

	// Terminal is the line with which the command asks the host itself; "" without a host.
	Terminal string `json:"terminal"`

	Faults []LoadFault `json:"faults"` // certificates that some release of OpenSSL refuses to load
	Target Target      `json:"target"` // where the chain is met, as far as that can be told

	Requests []Request `json:"requests"` // certificate requests among the input
}

// Target is where a client meets the chain: for commands and changes of code that are ready to run.
type Target struct {
	Host    string `json:"host"`    // asked for, else the first name of the certificate; "" when unknown
	Port    int    `json:"port"`    // from a message, else where the product usually listens
	Product string `json:"product"` // name; "" when unknown
	CAFile  string `json:"caFile"`  // as it was given, else as the product calls it
}

// Reading is one plausible reading of the input, and what the chosen client says of it.
type Reading struct {
	Title string   `json:"title"` // in what it differs from the others
	Roles []string `json:"roles"` // of each certificate
	// Choose are the roles, by fingerprint as in Certificate.SHA256, that make this reading the only one.
	Choose  map[string]string `json:"choose"`
	Verdict string            `json:"verdict"`
	Message string            `json:"message"`
	Code    int               `json:"code"` // 0 when accepted
}

// FromMessage is what a pasted message filled in. Empty fields were not.
type FromMessage struct {
	Host   string `json:"host"`
	Port   int    `json:"port"` // where the host was asked; it is only named in commands
	Client string `json:"client"`
}

// Event is one call of libcrypto's verify callback with ok = 0.
type Event struct {
	Code        int    `json:"code"`        // as the chosen generation numbers it
	Name        string `json:"name"`        // X509_V_ERR_…
	Depth       int    `json:"depth"`       // 0 is the leaf
	Text        string `json:"text"`        // X509_verify_cert_error_string
	Certificate int    `json:"certificate"` // index; -1 for a stand-in or none
	Strict      bool   `json:"strict"`      // would not be there without the strict flag
	Rule        string `json:"rule"`        // slug
}

// Certificate describes one certificate for people and scripts. Everything textual is escaped so that it can be shown
// as text.
type Certificate struct {
	DER        string      `json:"der"`      // base64
	Source     string      `json:"source"`   // where found: "ca.crt line 1"
	File       string      `json:"file"`     // name of the file; "" for a paste
	Line       int         `json:"line"`     // counted from 1; 0 when the input is not text
	Role       string      `json:"role"`     // "leaf", "intermediate", "anchor", "unused"
	RoleBy     string      `json:"roleBy"`   // "guess" or "user"
	RoleWhy    string      `json:"roleWhy"`  // the evidence for the role, a sentence; "" for the user's choice
	RoleSure   bool        `json:"roleSure"` // no other role is plausible
	Name       string      `json:"name"`     // short name: CN, else first SAN, else subject
	Subject    string      `json:"subject"`  // whole name
	Issuer     string      `json:"issuer"`
	Serial     string      `json:"serial"`    // hex, colons, "-" for negative
	NotBefore  string      `json:"notBefore"` // RFC 3339; "" when malformed
	NotAfter   string      `json:"notAfter"`
	Key        string      `json:"key"`       // "RSA 4096", "EC P-256"
	Signature  string      `json:"signature"` // "SHA-256 with RSA"
	Version    int         `json:"version"`   // 1, 2, 3
	CA         bool        `json:"ca"`
	SelfSigned bool        `json:"selfSigned"`
	SKI        string      `json:"ski"`       // hex with colons; "" when absent
	AKI        string      `json:"aki"`       // key identifier, hex with colons; "" when absent
	AKISerial  string      `json:"akiSerial"` // hex; "" when absent
	Names      []string    `json:"names"`     // SAN entries: "DNS:localhost", "IP:127.0.0.1"
	SHA256     string      `json:"sha256"`    // fingerprint, lower-case hex without colons (ca_trusted_fingerprint's form)
	SHA1       string      `json:"sha1"`
	KeyHeld    bool        `json:"keyHeld"` // a private key for it was given
	Seen       string      `json:"seen"`    // what its places say of its role, for a link or the history; "" for nothing
	Extensions []Extension `json:"extensions"`
}

// Extension is one extension decoded for people.
type Extension struct {
	OID      string   `json:"oid"`
	Name     string   `json:"name"` // "Key usage"; the OID when unknown
	Critical bool     `json:"critical"`
	Value    []string `json:"value"` // lines
	Flaw     string   `json:"flaw"`  // why it does not decode; "" when fine
}

// Chain is one leaf with the certificates used to verify it.
type Chain struct {
	Leaf       int      `json:"leaf"`    // index; -1 for the assumed conforming leaf
	Path       []int    `json:"path"`    // as built, leaf first; -1 for the assumed conforming leaf
	Trusted    int      `json:"trusted"` // index into Path of the first trusted certificate; len(Path) when none
	Verdict    string   `json:"verdict"` // "accepted", "refused" or "not-checked"
	Message    string   `json:"message"`
	Assumed    *string  `json:"assumed"`
	InUse      bool     `json:"inUse"` // counts for the verdict: every leaf's chain, or, without leaves, every CA's
	As         string   `json:"as"`    // "server" or "client"
	NotChecked []string `json:"notChecked"`
}

// ClientVerdict is what one client says.
type ClientVerdict struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Verdict  string   `json:"verdict"` // "accepted", "refused"; "not-checked" when nobody knows, Text says why
	Code     int      `json:"code"`    // 0 when accepted or when the client has no OpenSSL code
	Depth    int      `json:"depth"`
	Text     string   `json:"text"`     // what it says
	About    string   `json:"about"`    // what this client checks and since when
	Group    string   `json:"group"`    // what people run it in: "python", "go", "browsers"; the catalog names the groups
	Compared bool     `json:"compared"` // held to the real client; else its verdict counts for nothing
	Raises   []string `json:"raises"`   // slugs of the rules that it objects by
	Later    string   `json:"later"`    // what its coming release will refuse, beginning with the release; "" for nothing
}

// Finding is a rule met by one certificate, with evidence.
type Finding struct {
	Code int    `json:"code"` // 0 for advice of our own
	Name string `json:"name"`
	// "stops" (this client refuses), "will-stop" (a stricter client or later release refuses), "advice"
	Severity    string `json:"severity"`
	Certificate int    `json:"certificate"` // index; -1 when none
	Depth       int    `json:"depth"`       // -1 when not of the chain
	Title       string `json:"title"`
	Saw         string `json:"saw"`  // what is there
	Why         string `json:"why"`  // why it matters
	Fix         string `json:"fix"`  // what to do here
	Cite        string `json:"cite"` // "RFC 5280 section 4.2.1.3"
	Rule        string `json:"rule"` // slug
}

// Origin is who made a certificate, on evidence.
type Origin struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Certificate int      `json:"certificate"`
	Sure        string   `json:"sure"`    // "certain", "likely", "possible"
	Matched     []string `json:"matched"` // the evidence, in words
	Affected    string   `json:"affected"`
	FixedIn     string   `json:"fixedIn"`
	Remedy      string   `json:"remedy"`
	KeyAt       string   `json:"keyAt"` // where the CA's key lies
	Sources     []string `json:"sources"`
}

// RecognizedError is a client error message found in the pasted text.
type RecognizedError struct {
	Code   int    `json:"code"`
	Rule   string `json:"rule"`
	Text   string `json:"text"`
	Client string `json:"client"`
	Host   string `json:"host"`
	Title  string `json:"title"` // the rule's title
	Ask    string `json:"ask"`   // what to paste next
	Source string `json:"source"`
	About  string `json:"about"` // how it fits what was given, a sentence; "" without certificates
	At     int    `json:"at"`    // index of the certificate that it is about; -1 for none of those given

	Meaning  string      `json:"meaning"`  // what it says where no rule does, such as "alert-unknown-ca" or "not-tls"
	Aside    bool        `json:"aside"`    // it is not about a certificate
	Alert    int         `json:"alert"`    // number of the TLS alert that it tells of; 0 for none
	Side     string      `json:"side"`     // the side that complained: "client" or "server"; "" when unknown
	Port     int         `json:"port"`     // beside host; 0 when unknown
	Count    int         `json:"count"`    // how many lines say so
	Program  string      `json:"program"`  // name of the client for people; "" when unknown
	Who      string      `json:"who"`      // who refused whom, a sentence; "" when unknown
	Strict   string      `json:"strict"`   // what strict mode has to do with it, a sentence; "" for nothing
	CAFile   string      `json:"caFile"`   // where that program is told its CA file; "" when unknown
	Commands []Command   `json:"commands"` // what fetches the certificates, ready to copy
	Snippet  string      `json:"snippet"`  // id of the change of code that helps it now; "" for none
	Change   *CodeChange `json:"change"`   // that change; null for none
	Makers   []string    `json:"makers"`   // who usually makes such certificates
}

// CodeChange is a change of code, with the host and port of the message filled in.
type CodeChange struct {
	Library  string `json:"library"`
	Language string `json:"language"`
	Code     string `json:"code"`
	Note     string `json:"note"`
	Loses    string `json:"loses"` // what it costs
}

// Command is a line for a shell, and what it is for.
type Command struct {
	Why  string `json:"why"`
	Code string `json:"code"`
}

// KeySummary describes a private key that was given, without any of it.
type KeySummary struct {
	Kind    string `json:"kind"`
	Source  string `json:"source"`
	Matches []int  `json:"matches"` // certificates with the same public key
}

// Locked is something that wants a password.
type Locked struct {
	Source string `json:"source"`
	Tried  bool   `json:"tried"` // the password given did not open it
}

// Note is a remark about the input.
type Note struct {
	Severity string `json:"severity"` // "problem" or "info"
	ID       string `json:"id"`
	Text     string `json:"text"`
	Source   string `json:"source"`
}

// LoadFault says where and why a certificate does not load in some release of OpenSSL.
type LoadFault struct {
	Source      string     `json:"source"`
	Certificate int        `json:"certificate"` // index in Report.Certificates; -1 when no release loads it
	Field       string     `json:"field"`       // RFC 5280's name: "tbsCertificate.validity.notAfter"; "PEM" for its text
	Offset      int        `json:"offset"`      // of the element at fault, in bytes from the start of the certificate
	Text        string     `json:"text"`        // what was found and what is allowed
	Loads       []LoadedBy `json:"loads"`       // every release of OpenSSL, then other verifiers, where it is known
	Bytes       []HexLine  `json:"bytes"`       // around the place
	Tree        []TreeLine `json:"tree"`        // what encloses the place, and its neighbors

	Correction string `json:"correction"` // which one change of a character makes a signature verify; "" for none
	Corrected  string `json:"corrected"`  // the certificate with that change, PEM
}

// LoadedBy is what one release of OpenSSL, or another verifier, makes of the certificate.
type LoadedBy struct {
	ID    string `json:"id"`    // "3.5", or "go", "rustls", "java-21", "nss"
	Name  string `json:"name"`  // "OpenSSL 3.5"
	Loads bool   `json:"loads"` // it decodes it; whether it accepts it is another matter
	Error string `json:"error"` // literally; "" when it loads
	Text  string `json:"text"`  // the error in words; "" when there are none
}

// HexLine is up to 16 bytes. From and To bound those of the element at fault within them, both 0 when none is.
type HexLine struct {
	Offset int    `json:"offset"`
	Hex    string `json:"hex"`
	From   int    `json:"from"`
	To     int    `json:"to"`
}

// TreeLine is an element near the place.
type TreeLine struct {
	Depth  int    `json:"depth"`
	Offset int    `json:"offset"`
	Text   string `json:"text"`
	Here   bool   `json:"here"` // the element at fault
}

// Printed is what a text dump says of a certificate, judged as far as it goes. It never amounts to a verdict.
type Printed struct {
	Format    string         `json:"format"` // tool that printed it, such as "openssl"
	Subject   string         `json:"subject"`
	Issuer    string         `json:"issuer"`
	NotBefore string         `json:"notBefore"` // RFC 3339; "" when the text does not say
	NotAfter  string         `json:"notAfter"`
	CA        bool           `json:"ca"`
	Source    string         `json:"source"`
	Title     string         `json:"title"`    // a sentence: what came of it, and that it comes from a text
	Findings  []PrintedFault `json:"findings"` // never null
	Saw       []string       `json:"saw"`      // what was read, a line each
	Command   string         `json:"command"`  // prints the certificate itself
}

// PrintedFault is a rule that a certificate seems to break.
type PrintedFault struct {
	Code  int    `json:"code"`
	Rule  string `json:"rule"`
	Title string `json:"title"`
	Fix   string `json:"fix"`
}
