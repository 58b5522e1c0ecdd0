package printed

import (
	"strings"

	"x509strict/engine/oid"
)

// extensionKind is one of the extensions that are read.
type extensionKind struct {
	oid   string
	names []string // as tools print them
	put   func(*Certificate, *Extension)
}

var kinds = []extensionKind{
	{oid.BasicConstraints, []string{"Basic Constraints", "basicConstraints", "BasicConstraints"},
		func(c *Certificate, e *Extension) { c.BasicConstraints = e }},
	{
		oid.KeyUsage,
		[]string{"Key Usage", "keyUsage", "KeyUsage"},
		func(c *Certificate, e *Extension) { c.KeyUsage = e },
	},
	{
		oid.SubjectKeyID,
		[]string{"Subject Key Identifier", "Subject Key ID", "subjectKeyIdentifier", "SubjectKeyIdentifier"},
		func(c *Certificate, e *Extension) { c.SubjectKeyID = e },
	},
	{
		oid.AuthorityKeyID,
		[]string{
			"Authority Key Identifier",
			"Authority Key Identifier",
			"authorityKeyIdentifier",
			"AuthorityKeyIdentifier",
		},
		func(c *Certificate, e *Extension) { c.AuthorityKeyID = e },
	},
	{
		oid.SubjectAltName,
		[]string{"Subject Alternative Name", "Subject Alt Name", "subjectAltName", "SubjectAlternativeName"},
		func(c *Certificate, e *Extension) { c.Names = e },
	},
	{
		oid.ExtKeyUsage,
		[]string{"Extended Key Usage", "extendedKeyUsage", "ExtendedKeyUsage", "Key Purpose"},
		func(c *Certificate, e *Extension) { c.Purposes = e },
	},
}

// tool is a program that prints certificates.
type tool struct {
	id      string
	begins  []string // lines, blanks aside, that begin a certificate; the first line of the block when empty
	needs   []string // one of these must stand in the block
	subject []string // labels
	issuer  []string
	before  []string
	after   []string
	list    []string // one of these stands where extensions begin
	head    func(line string) (name string, critical, ok bool)
	ends    []string // begin what stands behind the last extension
	empty   *string  // what is printed of an empty name; nil where that is not known
	part    bool     // prints what it was asked for: what is missing may be in the certificate
	quoted  bool     // values stand in quotes, and labels are padded with blanks
}

// fieldsOfOpenSSL are what x509 -noout prints with -subject, -issuer, -dates and -ext.
var fieldsOfOpenSSL = tool{
	id:      "openssl",
	empty:   new(string),
	begins:  []string{"subject="},
	needs:   []string{"notAfter=", "X509v3 "},
	subject: []string{"subject="},
	issuer:  []string{"issuer="},
	before:  []string{"notBefore="},
	after:   []string{"notAfter="},
	head:    opensslHead,
	part:    true,
}

var emptyNSS = `"(empty)"`

// tools in the order of trying.
var tools = []tool{
	{
		id:     "asn1parse",
		begins: []string{"0:d=0"},
		needs:  []string{"OBJECT"},
		head:   asn1Head,
		list:   []string{"cont [ 3 ]"},
	},
	{
		id:      "certtool",
		empty:   new(string),
		begins:  []string{"X.509 Certificate Information:"},
		subject: []string{"Subject:"},
		issuer:  []string{"Issuer:"},
		before:  []string{"Not Before:"},
		after:   []string{"Not After:"},
		list:    []string{"Extensions:"},
		head:    certtoolHead,
		ends:    []string{"Signature Algorithm:", "Other Information:"},
	},
	{
		id:      "certutil",
		begins:  []string{"X509 Certificate:"},
		subject: []string{"Subject:"},
		issuer:  []string{"Issuer:"},
		before: []string{
			"NotBefore:",
		},
		after: []string{"NotAfter:"},
		list:  []string{"Certificate Extensions:"},
		head:  certutilHead,
		ends:  []string{"Signature Algorithm:", "Signature:"},
	},
	{
		id:      "nss",
		empty:   &emptyNSS,
		begins:  []string{"Certificate:"},
		needs:   []string{"Signed Extensions:"},
		subject: []string{"Subject:"},
		issuer:  []string{"Issuer:"},
		before: []string{
			"Not Before:",
		},
		after: []string{"Not After :", "Not After:"},
		list:  []string{"Signed Extensions:"},
		head:  nssHead,
		ends:  []string{"Signature Algorithm:", "Fingerprint"},
	},
	{
		id:      "openssl",
		empty:   new(string),
		begins:  []string{"Certificate:"},
		needs:   []string{"Version:"},
		subject: []string{"Subject:"},
		issuer:  []string{"Issuer:"},
		before: []string{
			"Not Before:",
		},
		after: []string{"Not After :", "Not After:"},
		list:  []string{"X509v3 extensions:"},
		head:  opensslHead,
		ends:  []string{"Signature Algorithm:", "Signature Value:"},
	},
	{
		id:      "keytool",
		begins:  []string{"Owner:", "所有者:", "Eigentümer:"}, // English, Japanese and Chinese, German
		needs:   []string{"Valid from:", "有効期間の開始日:", "生效时间:", "有效期开始日期:", "有效期为", "Gültig von:"},
		subject: []string{"Owner:", "所有者:", "Eigentümer:"},
		issuer:  []string{"Issuer:", "発行者:", "发布者:", "Aussteller:"},
		before:  []string{"Valid from:", "有効期間の開始日:", "生效时间:", "Gültig von:"},
		after:   []string{"until:", "終了日:", "失效时间:", "bis:"},
		list:    []string{"Extensions:", "拡張:", "扩展:", "Erweiterungen:"},
		head:    keytoolHead,
		ends:    []string{"****", "Alias name:", "Warning:"},
	},
	{
		id:      "java", // X509Certificate.toString, and JSSE's debug log up to Java 8
		begins:  []string{"Version: V"},
		needs:   []string{"Validity: [From:"},
		subject: []string{"Subject:"},
		issuer:  []string{"Issuer:"},
		before:  []string{"Validity: [From:"},
		after:   []string{"To:"},
		list:    []string{"Certificate Extensions:"},
		head:    keytoolHead,
		ends:    []string{"Algorithm: [", "Signature:"},
	},
	{
		id:      "java", // JSSE's debug log since Java 11
		begins:  []string{`"certificate" : {`},
		needs:   []string{`"not before"`},
		subject: []string{`"subject" : "`},
		issuer:  []string{`"issuer" : "`},
		before:  []string{`"not before" : "`},
		after:   []string{`"not after" : "`},
		list:    []string{`"extensions" : [`},
		head:    keytoolHead,
		ends:    []string{"]}"},
		quoted:  true,
	},
	fieldsOfOpenSSL,
	{
		id:      "curl", // -v
		begins:  []string{"Server certificate:"},
		needs:   []string{"expire date:"},
		subject: []string{"subject:"},
		issuer:  []string{"issuer:"},
		before:  []string{"start date:"},
		after:   []string{"expire date:"},
		head:    func(string) (string, bool, bool) { return "", false, false },
		part:    true,
	},
}

func opensslHead(line string) (string, bool, bool) {
	line = strings.TrimSpace(line)
	name, ok := strings.CutPrefix(line, "X509v3 ")
	if !ok && !starts(line, otherExtensions) && !isOID(line) && !strings.HasSuffix(line, ": critical") {
		return "", false, false
	}
	name, rest, ok := strings.Cut(name, ":")
	return name, strings.Contains(rest, "critical"), ok
}

// otherExtensions are names of extensions that OpenSSL prints without "X509v3 " in front.
var otherExtensions = []string{
	"Netscape ", "Authority Information Access:", "Subject Information Access:", "CT Precertificate ", "TLS Feature:",
	"OCSP No Check:", "Proxy Certificate Information:", "qcStatements:", "S/MIME Capabilities:",
}

// isOID reports whether a line is no more than an object identifier with a colon: an extension without a name.
func isOID(line string) bool {
	id, rest, ok := strings.Cut(line, ":")
	return ok && strings.Count(id, ".") >= 2 && strings.Trim(id, "0123456789.") == "" &&
		(strings.TrimSpace(rest) == "" || strings.TrimSpace(rest) == "critical")
}

func keytoolHead(line string) (string, bool, bool) {
	_, rest, ok := strings.Cut(line, "ObjectId: ")
	if !ok {
		return "", false, false
	}
	oid, rest, _ := strings.Cut(rest, " ")
	return oid, strings.Contains(rest, "Criticality=true"), true
}

func certutilHead(line string) (string, bool, bool) {
	oid, rest, ok := strings.Cut(strings.TrimSpace(line), ": Flags = ")
	return oid, strings.Contains(rest, "Critical"), ok && strings.Trim(oid, "0123456789.") == ""
}

func certtoolHead(line string) (string, bool, bool) {
	name, rest, ok := strings.Cut(strings.TrimSpace(line), " (")
	return name, strings.HasPrefix(
			rest,
			"critical)",
		), ok &&
			(strings.HasPrefix(rest, "critical):") || strings.HasPrefix(rest, "not critical):"))
}

func nssHead(line string) (string, bool, bool) {
	name, ok := strings.CutPrefix(strings.TrimSpace(line), "Name: ")
	return strings.TrimPrefix(name, "Certificate "), false, ok
}

func asn1Head(line string) (string, bool, bool) {
	if _, name, ok := strings.Cut(line, ":X509v3 "); ok && strings.Contains(line, "OBJECT") {
		return name, false, true
	}
	_, rest, ok := strings.Cut(line, ":d=5 ")
	_, name, isObject := strings.Cut(rest, "OBJECT")
	return strings.TrimLeft(name, " :"), false, ok && isObject
}
