//go:build !lean

package engine

import (
	"fmt"
	"slices"
	"strings"

	"x509strict/engine/advise"
	"x509strict/engine/client"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/read"
	"x509strict/engine/read/message"
	"x509strict/engine/roles"
)

// fromMessage takes the host and the client that pasted messages name, where the user has chosen none and the messages
// agree.
func (r *run) fromMessage() {
	var hosts, clients []string
	port := 0
	for _, m := range r.bundle.Messages {
		if m.Meaning != "" && !m.Meaning.AboutCertificate() {
			continue
		}
		if m.Host != "" && !slices.Contains(hosts, m.Host) && m.Side != message.ServerSide {
			hosts = append(hosts, m.Host)
			port = m.Port
		}
		if id := row(m); id != "" && !slices.Contains(clients, id) {
			clients = append(clients, id)
		}
	}
	took := &r.report.FromMessage
	if r.o.Host == "" && len(hosts) == 1 && !r.o.Ignore.Host {
		r.o.Host, took.Host, took.Port = hosts[0], hosts[0], port
		r.report.Host = hosts[0]
	}
	if r.o.Client == "" && len(clients) == 1 && !r.o.Ignore.Client {
		r.client, took.Client = client.Find(clients[0]), clients[0]
		r.report.Client = clients[0]
	}
}

// row returns the client whose verdict is that of a message's program; "" for one that has no row, for a tool that
// asks for another, and where the peer complained.
func row(m read.Message) string {
	p := advise.ProgramByID(m.Client)
	if p == nil || p.Row == "" || p.Asks || !speaksAs(p.Row, m.Text) {
		return ""
	}
	c := client.Find(p.Row)
	if c != nil && c.Group == client.Python && m.Scene.OldPython {
		c = client.Find(older(c.ID))
	}
	if c == nil || m.Side == message.ServerSide != (c.Verifies == client.Clients) || m.Alert != 0 {
		return ""
	}
	return c.ID
}

// older is the client whose verdict is that of a client on a Python before 3.13.
func older(id string) string {
	if id == "requests" || id == "requests-old" {
		return "requests-old"
	}
	return client.NotPartial
}

// speaksAs reports whether the words of a program that is built with one library or another are those of the library
// that its row stands for: curl's of OpenSSL, Wget's of GnuTLS.
func speaksAs(row, words string) bool {
	has := func(any ...string) bool {
		return slices.ContainsFunc(any, func(s string) bool { return strings.Contains(words, s) })
	}
	switch row {
	case "curl":
		return !has("schannel", "SEC_E_", "CRYPT_E_", "CERT_TRUST_", "server certificate verification failed",
			"gnutls", "GnuTLS", "mbedTLS", "SecureTransport", "SSL: Invalid certificate chain", "BoringSSL", "rustls")
	case "gnutls":
		return !has("error:", "locally verify", "Self-signed certificate encountered", "local issuer certificate",
			"SSL connection failed", "certificate verify failed")
	}
	return true
}

// asks reports whether a message's program is a tool that asks for another.
func asks(program string) bool {
	p := advise.ProgramByID(program)
	return p != nil && p.Asks
}

// relate says of every message how it fits what was given: which certificate it is about, or that this one is missing.
func (r *run) relate() {
	for i := range r.report.Messages {
		m := &r.report.Messages[i]
		if m.Code == 0 {
			continue
		}
		if at, ok := r.raised(m.Code); ok {
			m.At, m.Ask = at, ""
			if at >= 0 {
				m.About = fmt.Sprintf(textFound.In(r.o.Lang), r.nameOf(at))
			}
			continue
		}
		c := r.decision.Chains[r.report.Chain]
		switch {
		case asks(m.Client) && untrusted(code.Code(m.Code)):
			m.About, m.Ask = textNoCAFile.In(r.o.Lang), ""
		case c.Assumed == roles.AssumedLeaf && ofLeaf(code.Code(m.Code)):
			m.About = textLeafMissing.In(r.o.Lang)
		case c.Assumed == roles.AssumedRoot && ofIssuer(code.Code(m.Code)):
			m.About = textIssuerMissing.In(r.o.Lang)
		case c.Assumed == roles.Nothing:
			m.About, m.Ask = r.elsewhere(*m), ""
		default:
			m.About = textNotHere.In(r.o.Lang)
		}
	}
}

// elsewhere says that what was given is not what the message is about: both errors side by side.
func (r *run) elsewhere(m RecognizedError) string {
	l := r.o.Lang
	if len(r.report.Events) == 0 {
		return textElsewhere.In(l)
	}
	e := r.report.Events[max(0, r.answers[r.report.Chain].Named)]
	return fmt.Sprintf(lang.Text{
		EN: "Your message says “%s” (error %d); this chain gives “%s” (error %d). Probably another certificate or another CA file: compare with what the server sends now.",
		ZH: "您的报错是“%s”（错误 %d），而这条证书链给出的是“%s”（错误 %d）。多半是另一张证书或另一个 CA 文件：请与服务器现在发送的证书核对。",
	}.In(l), m.Text, m.Code, e.Text, e.Code)
}

// raised looks for an error among the findings and events of the report.
func (r *run) raised(number int) (at int, ok bool) {
	for _, e := range r.report.Events {
		if e.Code == number {
			return e.Certificate, true
		}
	}
	for _, f := range r.report.Findings {
		if f.Code == number {
			return f.Certificate, true
		}
	}
	return -1, false
}

// untrusted tells errors that a missing CA file gives.
func untrusted(c code.Code) bool {
	switch c {
	case code.UnableToGetIssuerCert,
		code.DepthZeroSelfSignedCert,
		code.SelfSignedCertInChain,
		code.UnableToGetIssuerCertLocally,
		code.UnableToVerifyLeafSignature:
		return true
	}
	return false
}

// ofLeaf tells errors that a server's certificate gives, or may give, by itself.
func ofLeaf(c code.Code) bool {
	switch c {
	case code.CertNotYetValid,
		code.CertHasExpired,
		code.DepthZeroSelfSignedCert,
		code.UnableToGetIssuerCertLocally,
		code.UnableToVerifyLeafSignature,
		code.InvalidPurpose,
		code.InvalidNonCa,
		code.HostnameMismatch,
		code.EmailMismatch,
		code.IpAddressMismatch,
		code.EeKeyTooSmall,
		code.PathlenInvalidForNonCa,
		code.KuKeyCertSignInvalidForNonCa,
		code.SubjectNameEmpty,
		code.MissingAuthorityKeyIdentifier,
		code.EmptySubjectAltName,
		code.EmptySubjectSanNotCritical,
		code.AuthorityKeyIdentifierCritical,
		code.ExtensionsRequireVersion3:
		return true
	}
	return false
}

// ofIssuer tells errors that a CA gives, or the lack of one.
func ofIssuer(c code.Code) bool {
	switch c {
	case code.UnableToGetIssuerCert,
		code.CertNotYetValid,
		code.CertHasExpired,
		code.SelfSignedCertInChain,
		code.UnableToGetIssuerCertLocally,
		code.UnableToVerifyLeafSignature,
		code.NoIssuerPublicKey,
		code.PathLengthExceeded,
		code.InvalidPurpose,
		code.KeyusageNoCertsign,
		code.CaKeyTooSmall,
		code.CaMdTooWeak,
		code.InvalidCa,
		code.PathlenWithoutKuKeyCertSign,
		code.IssuerNameEmpty,
		code.MissingSubjectKeyIdentifier,
		code.CaBconsNotCritical,
		code.SubjectKeyIdentifierCritical,
		code.CaCertMissingKeyUsage,
		code.EcKeyExplicitParams:
		return true
	}
	return false
}

var (
	textFound = lang.Text{
		EN: "This is the error of “%s”, below.",
		ZH: "这就是下面“%s”的错误。",
	}
	textNoCAFile = lang.Text{
		EN: "That is what openssl says without the CA file; with -CAfile it goes away where the file is right.",
		ZH: "这是 openssl 没有使用 CA 文件时的结果；用 -CAfile 指定正确的文件后就不会再有。",
	}
	textLeafMissing = lang.Text{
		EN: "The message is about the server's own certificate, which is not here: only a CA was given, and what is said below is about that CA. Add the server's certificate to see this error.",
		ZH: "这条信息说的是服务器自己的证书，而这里只有 CA，下面的结论只针对该 CA。请加入服务器证书，才能看到这个错误。",
	}
	textIssuerMissing = lang.Text{
		EN: "The message is about a CA above these certificates, which is not here. Add the CA file that the client was given.",
		ZH: "这条信息说的是上级 CA，而它不在这里。请加入客户端使用的 CA 文件。",
	}
	textElsewhere = lang.Text{
		EN: "These certificates do not give this error: the client met others, or was given another CA file. Compare with what the server sends now.",
		ZH: "这些证书不会产生这个错误：客户端遇到的是别的证书，或使用了别的 CA 文件。请与服务器现在发送的证书核对。",
	}
	textNotHere = lang.Text{
		EN: "What was given does not show this error: the certificate that it is about is not here.",
		ZH: "所给内容中看不到这个错误：它所指的证书不在这里。",
	}
)
