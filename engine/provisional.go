//go:build !lean

package engine

import (
	"slices"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/read"
	"x509strict/engine/read/printed"
	"x509strict/engine/roles"
	"x509strict/engine/rules"
	"x509strict/engine/sketch"
)

var (
	textPrintedFaults = lang.Text{
		EN: "From a text dump, not from the certificate: strict verification would refuse this.",
		ZH: "依据文字描述而非证书本身：严格校验会拒绝它。",
	}
	textPrintedClean = lang.Text{
		EN: "From a text dump, not from the certificate: names, dates, strength and extensions show nothing wrong. All else is seen only in the certificate itself.",
		ZH: "依据文字描述而非证书本身：名称、有效期、强度和扩展没有发现问题。其余内容只能从证书本身看出。",
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

// printed fills in what the dumps of certificates say, drawn as certificates and judged as strict verification would.
func (r *run) printed() error {
	found := printedOnly(r.bundle)
	out := make([]Printed, len(found))
	items := make([]roles.Item, len(found))
	for i := range found {
		out[i] = r.describePrinted(&found[i])
		c, err := sketch.Of(&found[i].Certificate, r.o.Time)
		if err != nil {
			return err
		}
		items[i] = roles.Item{Certificate: c}
	}
	decision, err := roles.Decide(items, roles.Options{Time: r.o.Time})
	if err != nil {
		return err
	}
	strict := client.Find(client.Default)
	for i := range items {
		if r.cancelled() {
			return ErrCancelled
		}
		chain, err := decision.ChainOf(i)
		if err != nil {
			return err
		}
		for _, e := range strict.Judge(&r.verifier, r.caseOf(chain, r.release)).Events {
			if e.Certificate == items[i].Certificate && inPrint[e.Code] {
				out[i].add(e.Code, r.o.Lang)
			}
		}
		out[i].Title = out[i].title(found[i].Whole).In(r.o.Lang)
	}
	r.report.Printed = out
	return nil
}

// inPrint are the errors that what a text shows of a certificate can tell.
var inPrint = map[code.Code]bool{
	code.CertNotYetValid:               true,
	code.CertHasExpired:                true,
	code.PathLengthExceeded:            true,
	code.InvalidPurpose:                true,
	code.KeyusageNoCertsign:            true,
	code.UnhandledCriticalExtension:    true,
	code.EeKeyTooSmall:                 true,
	code.CaKeyTooSmall:                 true,
	code.CaMdTooWeak:                   true,
	code.InvalidCa:                     true,
	code.PathlenInvalidForNonCa:        true,
	code.PathlenWithoutKuKeyCertSign:   true,
	code.KuKeyCertSignInvalidForNonCa:  true,
	code.IssuerNameEmpty:               true,
	code.SubjectNameEmpty:              true,
	code.MissingAuthorityKeyIdentifier: true,
	code.MissingSubjectKeyIdentifier:   true,
	code.EmptySubjectAltName:           true,
	code.EmptySubjectSanNotCritical:    true,
	code.CaBconsNotCritical:            true,
	code.CaCertMissingKeyUsage:         true,
	code.ExtensionsRequireVersion3:     true,
}

func (x *Printed) add(c code.Code, l lang.Lang) {
	rule := rules.BySlug(c.Slug())
	again := func(f PrintedFault) bool { return f.Code == int(c) }
	if rule != nil && !slices.ContainsFunc(x.Findings, again) {
		x.Findings = append(x.Findings, PrintedFault{int(c), rule.Slug, rule.Title.In(l), rule.Fix.In(l)})
	}
}

func (x *Printed) title(whole bool) lang.Text {
	switch {
	case len(x.Findings) > 0:
		return textPrintedFaults
	case whole:
		return textPrintedClean
	}
	return textPrintedPart
}

// describePrinted says what a text shows of a certificate.
func (r *run) describePrinted(p *read.Printed) Printed {
	x := Printed{
		Format:   p.Format,
		Subject:  cert.SafeText([]byte(p.Subject)),
		Issuer:   cert.SafeText([]byte(p.Issuer)),
		CA:       p.CA(),
		Source:   placeText(p.Place, r.o.Lang),
		Command:  pemCommands[p.Format],
		Findings: []PrintedFault{},
		Saw:      sawPrinted(p, r.o.Lang),
	}
	if !p.NotBefore.IsZero() {
		x.NotBefore = p.NotBefore.Format(time.RFC3339)
	}
	if !p.NotAfter.IsZero() {
		x.NotAfter = p.NotAfter.Format(time.RFC3339)
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
		saw(lang.Text{EN: "extended key usage", ZH: "扩展密钥用法"}, p.Purposes),
		saw(lang.Text{EN: "subject key identifier", ZH: "主体密钥标识符"}, p.SubjectKeyID),
		saw(lang.Text{EN: "authority key identifier", ZH: "颁发者密钥标识符"}, p.AuthorityKeyID),
		saw(lang.Text{EN: "subject alternative names", ZH: "主体备用名称"}, p.Names),
	}
}
