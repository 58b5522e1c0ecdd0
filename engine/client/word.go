package client

import (
	"fmt"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/host"
	"x509strict/engine/verify"
)

// voice is how a program that verifies with OpenSSL speaks of it.
type voice struct {
	// its verify callback goes on after an error, so that it names the last one
	last bool
	asks host.Reader // how it reads the host it is to reach
	// what its own name check says, "" when a name fits; nil leaves that to OpenSSL
	host func(leaf *cert.Certificate, t host.Target) string
	// the reason, where it has words of its own for some; nil for OpenSSL's
	text func(e verify.Event, k Case) string
	line func(e verify.Event, k Case, text string) string // the whole line
}

var (
	pythonVoice = &voice{
		asks: host.Python,
		text: func(e verify.Event, k Case) string {
			switch e.Code {
			case code.HostnameMismatch:
				return fmt.Sprintf("Hostname mismatch, certificate is not valid for '%s'.", host.Python(k.Host, k.Release).Shown)
			case code.IpAddressMismatch:
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
	at := verify.Event{Code: code.Unspecified} // when libcrypto stops without an event
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
var nodeNames = map[code.Code]string{
	code.UnableToGetIssuerCert:         "UNABLE_TO_GET_ISSUER_CERT",
	code.UnableToDecodeIssuerPublicKey: "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
	code.CertSignatureFailure:          "CERT_SIGNATURE_FAILURE",
	code.CertNotYetValid:               "CERT_NOT_YET_VALID",
	code.CertHasExpired:                "CERT_HAS_EXPIRED",
	code.ErrorInCertNotBeforeField:     "ERROR_IN_CERT_NOT_BEFORE_FIELD",
	code.ErrorInCertNotAfterField:      "ERROR_IN_CERT_NOT_AFTER_FIELD",
	code.OutOfMem:                      "OUT_OF_MEM",
	code.DepthZeroSelfSignedCert:       "DEPTH_ZERO_SELF_SIGNED_CERT",
	code.SelfSignedCertInChain:         "SELF_SIGNED_CERT_IN_CHAIN",
	code.UnableToGetIssuerCertLocally:  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
	code.UnableToVerifyLeafSignature:   "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
	code.CertChainTooLong:              "CERT_CHAIN_TOO_LONG",
	code.PathLengthExceeded:            "PATH_LENGTH_EXCEEDED",
	code.InvalidPurpose:                "INVALID_PURPOSE",
	code.CertUntrusted:                 "CERT_UNTRUSTED",
	code.CertRejected:                  "CERT_REJECTED",
	code.HostnameMismatch:              "HOSTNAME_MISMATCH",
	code.InvalidCa:                     "INVALID_CA",
}

func nodeName(c code.Code) string {
	if n, ok := nodeNames[c]; ok {
		return n
	}
	return "UNSPECIFIED"
}
