package advise

import (
	"cmp"
	"slices"
	"strings"

	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/read/message"
)

// who says who refused whom, or who says what is not about a certificate.
func who(m message.Message, name lang.Text) lang.Text {
	if m.Meaning != "" && !m.Meaning.AboutCertificate() || m.Meaning == message.VerificationNo {
		if name == (lang.Text{}) {
			return name
		}
		return t("Said by "+name.EN+".", "由 "+name.ZH+" 报出。")
	}
	if m.Alert != 0 && m.Side == "" {
		return t(
			"The other side of the connection refused what it was shown, and sent an alert; the side that logs it did not complain itself.",
			"连接的另一方拒绝了它收到的内容并发来警报；记录日志的一方自己并没有报错。",
		)
	}
	if m.Own {
		return t(sentence(cmp.Or(name.EN, "a program"))+" refuses to load its own certificate.",
			cmp.Or(name.ZH, "程序")+" 拒绝加载自己的证书。")
	}
	switch m.Side {
	case message.ClientSide:
		if m.Alert != 0 && !m.Sent {
			return t("The client refused the server's certificate and told the server so.", "客户端拒绝了服务器的证书，并告知了服务器。")
		}
		if name.EN != "" {
			return t(sentence(name.EN)+" refused the server's certificate.", name.ZH+" 拒绝了服务器的证书。")
		}
		return t("The client refused the server's certificate.", "客户端拒绝了服务器的证书。")
	case message.ServerSide:
		if m.Meaning == message.NeedsOwn {
			return t("The server refused the client: it wants a client certificate.", "服务器拒绝了客户端：它要求客户端证书。")
		}
		return t("The server refused the client's certificate.", "服务器拒绝了客户端的证书。")
	}
	return lang.Text{}
}

// sentence begins a sentence with a name: those that have an article get it capitalized, curl stays curl.
func sentence(name string) string {
	if rest, ok := strings.CutPrefix(name, "a "); ok {
		return "A " + rest
	}
	if rest, ok := strings.CutPrefix(name, "an "); ok {
		return "An " + rest
	}
	return name
}

// strict says what strict mode has to do with a message.
func strict(m message.Message) lang.Text {
	p := ProgramByID(m.Client)
	switch {
	case m.Code != 0 && m.Code.StrictOnly():
		return t(
			"Only strict verification says so: Python 3.13 and later switch it on. Other clients take the same certificate.",
			"只有严格校验才会报这个错误：Python 3.13 及以后默认打开。其他客户端会接受同一证书。",
		)
	case m.Scene.OldPython && ofPython(p) && (m.Meaning == "" || m.Meaning.AboutCertificate()):
		return t(
			"This has nothing to do with strict mode: a Python before 3.13 said so, and that does not verify strictly.",
			"这与严格模式无关：报错的是 3.13 之前的 Python，它不做严格校验。",
		)
	case m.Side == message.ClientSide && sentByStrict(m.Alert) && !m.Sent:
		return t(
			"If the client is Python 3.13 or later, strict mode may be why it refuses a certificate that others take.",
			"如果客户端是 Python 3.13 或更新版本，严格模式可能正是它拒绝（而其他客户端接受）的原因。",
		)
	case everywhere(m.Slug) && (p == nil || !p.Asks) && !strings.Contains(m.Text, "legacy Common Name"):
		return t("This has nothing to do with strict mode: every verification says so.", "这与严格模式无关：任何校验都会这样报错。")
	}
	return lang.Text{}
}

// ofPython reports whether a program is Python or made of it.
func ofPython(p *Program) bool {
	return p != nil && slices.ContainsFunc(python, func(o Program) bool { return o.ID == p.ID })
}

// sentByStrict reports whether OpenSSL sends an alert for errors that only its strict mode has: 42 for the key that
// spells out its curve, 46 for most, 48 for a CA that is none (its table x509table, statem_lib.c).
func sentByStrict(alert int) bool { return alert == 42 || alert == 46 || alert == 48 }

// everywhere reports whether an error is one that every verification gives.
func everywhere(slug string) bool {
	switch slug { // not code.UnableToGetIssuerCert: who accepts partial chains does not ask for it
	case code.CertNotYetValid.Slug(), code.CertHasExpired.Slug(), code.CertSignatureFailure.Slug(),
		code.CertRevoked.Slug(), code.HostnameMismatch.Slug(), code.IpAddressMismatch.Slug(),
		code.UnableToGetIssuerCertLocally.Slug(),
		code.UnableToVerifyLeafSignature.Slug(), code.SelfSignedCertInChain.Slug(), code.DepthZeroSelfSignedCert.Slug():
		return true
	}
	return false
}
