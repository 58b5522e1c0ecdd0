package engine

import (
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/read"
	"x509strict/engine/read/printed"
	"x509strict/engine/rules"
)

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

var (
	textPrintedFaults = lang.Text{
		EN: "From a text dump, not from the certificate: strict verification would refuse this.",
		ZH: "依据文字描述而非证书本身：严格校验会拒绝它。",
	}
	textPrintedClean = lang.Text{
		EN: "From a text dump, not from the certificate: basic constraints, key usage, key identifiers and dates show nothing wrong. All else is seen only in the certificate itself.",
		ZH: "依据文字描述而非证书本身：基本约束、密钥用法、密钥标识符和有效期没有发现问题。其余内容只能从证书本身看出。",
	}
	textPrintedPart = lang.Text{
		EN: "From a text dump that shows only a part, not from the certificate: what it does not show is not held against the certificate.",
		ZH: "依据只显示了一部分的文字描述而非证书本身：其中没有显示的内容不作为证书的问题。",
	}
)

// commands that print the certificate itself, by the tool whose dump was pasted.
var pemCommands = map[string]string{
	"openssl":      "openssl x509 -in FILE -outform PEM",
	"asn1parse":    "openssl x509 -in FILE -outform PEM",
	"keytool":      "keytool -list -rfc -alias ALIAS -keystore FILE",
	"certutil":     "certutil -encode FILE.cer FILE.pem",
	"nss":          "certutil -L -d DIRECTORY -n NICKNAME -a",
	"certtool":     "certtool -i --infile FILE --outfile FILE.pem",
	"cryptography": "print(certificate.public_bytes(serialization.Encoding.PEM).decode())",
	"java":         "keytool -list -rfc -alias ALIAS -keystore FILE",
	"curl":         "openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null",
	"python":       "print(ssl.DER_cert_to_PEM_cert(connection.getpeercert(binary_form=True)))",
	"nodejs":       "console.log(new crypto.X509Certificate(certificate.raw).toString())",
	"go":           `pem.Encode(os.Stdout, &pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw})`,
}

// printedOnly returns the dumps of certificates that are not here themselves: of one that is, the same date of expiry
// stands there. Beside certificates a dump without dates may be of any of them.
func printedOnly(b *read.Bundle) (kept []read.Printed) {
	ends := map[time.Time]bool{}
	for _, c := range b.Certificates {
		if at, err := c.NotAfter.UTC(); err == nil {
			ends[at.Truncate(time.Second)] = true
		}
	}
	for _, p := range b.Printed {
		if len(b.Certificates) == 0 || !p.NotAfter.IsZero() && !ends[p.NotAfter] {
			kept = append(kept, p)
		}
	}
	return kept
}

// provisional judges the dumps of certificates that were given.
func provisional(found []read.Printed, at time.Time, l lang.Lang) []Printed {
	out := []Printed{}
	for i := range found {
		out = append(out, judgePrinted(&found[i], at, l))
	}
	return out
}

func judgePrinted(p *read.Printed, at time.Time, l lang.Lang) Printed {
	x := Printed{
		Format:   p.Format,
		Subject:  cert.SafeText([]byte(p.Subject)),
		Issuer:   cert.SafeText([]byte(p.Issuer)),
		CA:       p.CA(),
		Source:   placeText(p.Place, l),
		Command:  pemCommands[p.Format],
		Findings: []PrintedFault{},
		Saw:      sawPrinted(p, l),
	}
	add := func(c code.Code) {
		if rule := rules.BySlug(c.Slug()); rule != nil {
			x.Findings = append(x.Findings, PrintedFault{int(c), rule.Slug, rule.Title.In(l), rule.Fix.In(l)})
		}
	}
	if !p.NotBefore.IsZero() {
		x.NotBefore = p.NotBefore.Format(time.RFC3339)
		if at.Before(p.NotBefore) {
			add(code.CertNotYetValid)
		}
	}
	if !p.NotAfter.IsZero() {
		x.NotAfter = p.NotAfter.Format(time.RFC3339)
		if at.After(p.NotAfter) {
			add(code.CertHasExpired)
		}
	}
	if p.CA() {
		if !p.Critical(p.BasicConstraints) {
			add(code.CaBconsNotCritical)
		}
		switch {
		case p.Forbids():
			add(code.KeyusageNoCertsign)
		case p.KeyUsage == nil && p.Whole:
			add(code.CaCertMissingKeyUsage)
		}
		if p.SubjectKeyID == nil && p.Whole {
			add(code.MissingSubjectKeyIdentifier)
		}
	}
	if !p.CA() && p.BasicConstraints != nil && p.KeyUsage != nil && p.SignsCertificates() {
		add(code.KuKeyCertSignInvalidForNonCa)
	}
	if p.Subject != p.Issuer && p.Whole && !p.NamesKey() {
		add(code.MissingAuthorityKeyIdentifier)
	}
	if p.Critical(p.SubjectKeyID) {
		add(code.SubjectKeyIdentifierCritical)
	}
	if p.Critical(p.AuthorityKeyID) {
		add(code.AuthorityKeyIdentifierCritical)
	}
	switch {
	case len(x.Findings) > 0:
		x.Title = textPrintedFaults.In(l)
	case p.Whole:
		x.Title = textPrintedClean.In(l)
	default:
		x.Title = textPrintedPart.In(l)
	}
	return x
}

// sawPrinted says of each extension that matters here what the text shows of it.
func sawPrinted(p *read.Printed, l lang.Lang) []string {
	saw := func(name lang.Text, e *printed.Extension) string {
		line := name.In(l) + lang.Text{EN: ": ", ZH: "："}.In(l)
		switch {
		case e == nil:
			return line + lang.Text{EN: "not shown", ZH: "未显示"}.In(l)
		case p.Critical(e):
			line += lang.Text{EN: "critical, ", ZH: "关键，"}.In(l)
		}
		return line + cert.SafeText([]byte(p.Value(e)))
	}
	return []string{
		saw(lang.Text{EN: "basic constraints", ZH: "基本约束"}, p.BasicConstraints),
		saw(lang.Text{EN: "key usage", ZH: "密钥用法"}, p.KeyUsage),
		saw(lang.Text{EN: "subject key identifier", ZH: "主体密钥标识符"}, p.SubjectKeyID),
		saw(lang.Text{EN: "authority key identifier", ZH: "颁发者密钥标识符"}, p.AuthorityKeyID),
		saw(lang.Text{EN: "subject alternative names", ZH: "主体备用名称"}, p.Names),
	}
}
