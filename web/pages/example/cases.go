package example

import (
	"x509strict/engine/lang"
	"x509strict/engine/release"
	"x509strict/engine/verify"
)

func t(en, zh string) lang.Text { return lang.Text{EN: en, ZH: zh} }

var now int64 = Now

// python is Python 3.13's profile: strict, partial chains, level 2, a TLS server.
func python() verify.Profile {
	return verify.Profile{
		Release:   release.Open35,
		Flags:     verify.Strict | verify.PartialChain,
		Purpose:   verify.SSLServer,
		Level:     2,
		Time:      &now,
		HostFlags: verify.NoPartialWildcards,
	}
}

func with(f func(*verify.Profile)) verify.Profile {
	p := python()
	f(&p)
	return p
}

func asking(host string) verify.Profile { return with(func(p *verify.Profile) { p.Host = host }) }

var (
	allowingProxies = with(func(p *verify.Profile) { p.Flags |= verify.AllowProxy })
	openssl40       = with(func(p *verify.Profile) { p.Release = release.Open40 })
	openssl111      = with(func(p *verify.Profile) { p.Release = release.Open111 })
)

// Cases are the examples, in the order of the catalog.
var Cases = append(append(append(append([]Case(nil), strictCases...), nameCases...), chainCases...), otherCases...)

// None says why a rule has no example: no chain makes OpenSSL report it.
var None = map[string]lang.Text{
	"unable-to-decode-issuer-public-key": t(
		"No chain makes OpenSSL report it: an issuer whose key cannot be read is passed over while the chain is built, and the result is error 20.",
		"没有证书链能让 OpenSSL 报告它：公钥无法读取的颁发者在构建链时就被跳过，结果是错误 20。",
	),
	"authority-key-identifier-critical": t(
		"No chain makes OpenSSL report it: a critical authority key identifier is refused earlier as an unhandled critical extension, error 34.",
		"没有证书链能让 OpenSSL 报告它：关键的颁发者密钥标识符会先以“无法处理的关键扩展”（34）被拒绝。",
	),
	"subject-key-identifier-critical": t(
		"No chain makes OpenSSL report it: a critical subject key identifier is refused earlier as an unhandled critical extension, error 34.",
		"没有证书链能让 OpenSSL 报告它：关键的主体密钥标识符会先以“无法处理的关键扩展”（34）被拒绝。",
	),
}
