package javapkix

import (
	"slices"
	"strings"

	"x509strict/engine/oid"
)

// Extended key usages that a server certificate may have instead: any, and the two of server-gated cryptography.
const (
	serverAuth   = oid.ServerAuth
	clientAuth   = oid.ClientAuth
	anyUsage     = oid.AnyEKU
	microsoftSGC = oid.MicrosoftSGC
	netscapeSGC  = oid.NetscapeSGC
)

// endEntity is EndEntityChecker, for TLS 1.3: the leaf has to be for signatures.
func (j *judge) endEntity(c *certificate) *thrown {
	if c.keyUsage != nil && !c.keyUsage[0] {
		return throw(validException, "KeyUsage does not allow digital signatures")
	}
	if err := c.unparseable[oidExtKeyUsage]; err != nil && c.extKeyUsage == nil && j.release >= Java21 {
		return throw(parsingException, "%s", err.msg)
	}
	wanted, what, bit, side := []string{serverAuth, anyUsage, microsoftSGC, netscapeSGC}, "server", 1, "server"
	if j.client {
		wanted, what, bit, side = []string{clientAuth, anyUsage}, "client", 0, "client"
	}
	if c.extKeyUsage != nil &&
		!slices.ContainsFunc(wanted, func(oid string) bool { return slices.Contains(c.extKeyUsage, oid) }) {
		return throw(validException, "Extended key usage does not permit use for TLS %s authentication", what)
	}
	if c.netscape != nil && (bit >= len(c.netscape) || !c.netscape[bit]) {
		return throw(validException, "Netscape cert type does not permit use for SSL %s", side)
	}
	return nil
}

// namesOldDigest tells the signature algorithms that JSSE sends another alert for.
func namesOldDigest(msg string) bool {
	msg = strings.ToUpper(msg)
	return strings.Contains(msg, "MD5WITH") || strings.Contains(msg, "SHA1WITH")
}
