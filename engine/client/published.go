//go:build !lean

package client

import (
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/verify"
)

// published are clients that nobody here can ask: what their makers have published of them, and no more. They accept
// nothing; they object where a published rule is broken, and say that they were not compared where none is.
var published = []*Client{
	{
		ID:   "apple",
		Name: lang.Text{EN: "Apple's systems (from source)", ZH: "苹果系统（据公开资料）"},
		About: lang.Text{
			EN: "Not compared: Apple's published requirements for server certificates, which hold under private CAs too. SHA-2, RSA of 2048 bits, names in subjectAltName, serverAuth, and at most 825 days for what was issued since July 2019.",
			ZH: "未比对：只依据苹果公布的服务器证书要求，私有 CA 也适用。SHA-2、RSA 2048 位、名称写在 subjectAltName、serverAuth，2019 年 7 月以后签发的最长 825 天。",
		},
		Source: "https://support.apple.com/103769",
		Group:  Systems, Verifies: Servers, Program: publishedProgram{appleObjects},
	},
	{
		ID:   "windows",
		Name: lang.Text{EN: "Windows with revocation checks (from source)", ZH: "Windows（检查吊销，据公开资料）"},
		About: lang.Text{
			EN: "Not compared: curl.exe and .NET from 10 on ask Schannel to check revocation, which private CAs offer nowhere. curl's --ssl-revoke-best-effort and .NET's CertificateRevocationCheckMode switch it off.",
			ZH: "未比对：curl.exe 和 .NET 10 起的 .NET 会让 Schannel 检查吊销，而私有 CA 通常没有吊销信息。curl 的 --ssl-revoke-best-effort、.NET 的 CertificateRevocationCheckMode 可关闭。",
		},
		Source: "https://learn.microsoft.com/dotnet/core/compatibility/networking/10.0/ssl-certificate-revocation-check-default",
		Group:  Systems, Verifies: Servers, Program: publishedProgram{windowsObjects},
	},
}

// publishedProgram objects by published rules about the leaf and its path.
type publishedProgram struct {
	objects *objections
}

// objections are the rules of one maker.
type objections func(path []*cert.Certificate, trusted int) []Reason

func (p publishedProgram) Alike(Case) any { return p }

// notCompared is said where no published rule is broken.
var notCompared = lang.Text{EN: "not compared: no published rule is broken", ZH: "未比对：没有违反公开的规则"}

func (p publishedProgram) Ask(v *verify.Verifier, k Case) Answer {
	path, trusted := k.Path(v)
	if len(path) == 0 || k.AssumedLeaf || k.As == OfClient {
		return Unknown(lang.Text{EN: "not compared: the rules are about a server's certificate", ZH: "未比对：规则只针对服务器证书"})
	}
	if why := (*p.objects)(path, trusted); len(why) > 0 {
		return Refuse(path, trusted, why[0], why[1:]...)
	}
	return Unknown(notCompared)
}

var (
	appleObjects   = asObjections(appleSays)
	windowsObjects = asObjections(windowsSays)
)

func asObjections(f objections) *objections { return &f }

// appleSince is the day from which Apple's rules on extended key usage and time hold.
var appleSince = time.Date(2019, 7, 1, 0, 0, 0, 0, time.UTC)

// appleLongest is the longest a certificate may last: Apple's source allows an hour beyond the 825 days.
const appleLongest = 825*24*time.Hour + time.Hour

func appleSays(path []*cert.Certificate, trusted int) (why []Reason) {
	leaf := path[0]
	object := func(c *cert.Certificate, text, rule string) {
		why = append(why, Reason{Certificate: c, Text: text, Rule: rule})
	}
	for i, c := range path {
		if weak := c.OuterAlg.WeakDigest(); weak != "" && i < trusted {
			object(c, "the signature rests on "+weak, "weak-signature-digest")
		}
	}
	if leaf.SubjectAltName == nil {
		object(leaf, "no subject alternative name", "missing-subject-alt-name")
	}
	from, err := leaf.NotBefore.UTC()
	until, err2 := leaf.NotAfter.UTC()
	if err != nil || err2 != nil || from.Before(appleSince) {
		return why
	}
	if leaf.ExtKeyUsage == nil || !leaf.Allows(oid.ServerAuth) {
		object(leaf, "no serverAuth in extended key usage", "missing-extended-key-usage")
	}
	if until.Sub(from) > appleLongest {
		object(leaf, "valid for more than 825 days", "long-validity")
	}
	return why
}

func windowsSays(path []*cert.Certificate, _ int) []Reason {
	for i, c := range path {
		if i < len(path)-1 && c.Find(oid.CRLDistribution) == nil && c.Find(oid.AuthorityInfo) == nil {
			return []Reason{{Certificate: c, Name: "CRYPT_E_NO_REVOCATION_CHECK",
				Text: "The revocation function was unable to check revocation for the certificate (0x80092012)",
				Rule: "no-revocation-pointer"}}
		}
	}
	return nil
}
