package client

import (
	"fmt"

	"x509strict/engine/cert"
	"x509strict/engine/host"
	"x509strict/engine/verify"
)

// voice is how a program that verifies with OpenSSL speaks of it.
type voice struct {
	last bool                                               // its verify callback goes on after an error, so that it names the last one
	asks host.Reader                                        // how it reads the host it is to reach
	host func(leaf *cert.Certificate, t host.Target) string // what its own name check says, "" when a name fits; nil leaves that to OpenSSL
	text func(e verify.Event, k Case) string                // the reason, where it has words of its own for some; nil for OpenSSL's
	line func(e verify.Event, k Case, text string) string   // the whole line
}

var (
	pythonVoice = &voice{
		asks: host.Python,
		text: func(e verify.Event, k Case) string {
			switch e.Code {
			case verify.HostnameMismatch:
				return fmt.Sprintf("Hostname mismatch, certificate is not valid for '%s'.", host.Python(k.Host, k.Release).Shown)
			case verify.IpAddressMismatch:
				return fmt.Sprintf("IP address mismatch, certificate is not valid for '%s'.", host.Python(k.Host, k.Release).Shown)
			}
			return e.Code.Text(k.Release)
		},
		line: func(_ verify.Event, _ Case, text string) string { return "certificate verify failed: " + text },
	}
	openSSLVoice = &voice{
		asks: host.OpenSSL,
		line: func(e verify.Event, k Case, text string) string {
			return fmt.Sprintf("error %d at %d depth lookup: %s", e.Code.Number(k.Release), e.Depth, text)
		},
	}
	curlVoice = &voice{
		asks: host.Curl,
		host: curlHost,
		line: func(_ verify.Event, _ Case, text string) string { return "SSL certificate problem: " + text },
	}
	nodeVoice = &voice{
		last: true,
		asks: host.Node,
		host: nodeHost,
		line: func(e verify.Event, _ Case, text string) string { return nodeName(e.Code) + ": " + text },
	}
)

// word fills in what the program says of the events.
func (w *voice) word(a *Answer, k Case) {
	at := verify.Event{Code: verify.Unspecified} // when libcrypto stops without an event
	if w.last {
		a.Named = max(len(a.Events)-1, 0)
	}
	if len(a.Events) > 0 {
		at = a.Events[a.Named]
	}
	a.Code, a.Depth, a.Text = at.Code, at.Depth, at.Code.Text(k.Release)
	if w.text != nil {
		a.Text = w.text(at, k)
	}
	a.Message = w.line(at, k, a.Text)
}

// nodeNames are the codes that Node.js names; every other one is UNSPECIFIED.
var nodeNames = map[verify.Code]string{
	verify.UnableToGetIssuerCert:         "UNABLE_TO_GET_ISSUER_CERT",
	verify.UnableToDecodeIssuerPublicKey: "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
	verify.CertSignatureFailure:          "CERT_SIGNATURE_FAILURE",
	verify.CertNotYetValid:               "CERT_NOT_YET_VALID",
	verify.CertHasExpired:                "CERT_HAS_EXPIRED",
	verify.ErrorInCertNotBeforeField:     "ERROR_IN_CERT_NOT_BEFORE_FIELD",
	verify.ErrorInCertNotAfterField:      "ERROR_IN_CERT_NOT_AFTER_FIELD",
	verify.OutOfMem:                      "OUT_OF_MEM",
	verify.DepthZeroSelfSignedCert:       "DEPTH_ZERO_SELF_SIGNED_CERT",
	verify.SelfSignedCertInChain:         "SELF_SIGNED_CERT_IN_CHAIN",
	verify.UnableToGetIssuerCertLocally:  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
	verify.UnableToVerifyLeafSignature:   "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
	verify.CertChainTooLong:              "CERT_CHAIN_TOO_LONG",
	verify.PathLengthExceeded:            "PATH_LENGTH_EXCEEDED",
	verify.InvalidPurpose:                "INVALID_PURPOSE",
	verify.CertUntrusted:                 "CERT_UNTRUSTED",
	verify.CertRejected:                  "CERT_REJECTED",
	verify.HostnameMismatch:              "HOSTNAME_MISMATCH",
	verify.InvalidCa:                     "INVALID_CA",
}

func nodeName(c verify.Code) string {
	if n, ok := nodeNames[c]; ok {
		return n
	}
	return "UNSPECIFIED"
}
