package client

import (
	"fmt"

	"x509strict/engine/verify"
)

// word fills in what the client says of the events.
func (c *Client) word(a *Answer, k Case) {
	at := verify.Event{Code: 1} // libcrypto's X509_V_ERR_UNSPECIFIED, when it stops without an event
	switch {
	case len(a.Events) == 0:
	case c.voice == nodeVoice:
		at = a.Events[len(a.Events)-1]
	default:
		at = a.Events[0]
	}
	a.Code, a.Depth, a.Text = at.Code, at.Depth, at.Code.Text(k.Release)
	switch c.voice {
	case pythonVoice:
		switch at.Code {
		case 62:
			a.Text = fmt.Sprintf("Hostname mismatch, certificate is not valid for '%s'.", k.Host)
		case 64:
			a.Text = fmt.Sprintf("IP address mismatch, certificate is not valid for '%s'.", k.Host)
		}
		a.Message = "certificate verify failed: " + a.Text
	case openSSLVoice:
		a.Message = fmt.Sprintf("error %d at %d depth lookup: %s", at.Code.Number(k.Release), at.Depth, a.Text)
	case curlVoice:
		a.Message = "SSL certificate problem: " + a.Text
	case nodeVoice:
		a.Message = nodeName(at.Code) + ": " + a.Text
	}
}

// nodeNames are the codes that Node.js names; every other one is UNSPECIFIED.
var nodeNames = map[verify.Code]string{
	2:  "UNABLE_TO_GET_ISSUER_CERT",
	6:  "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
	7:  "CERT_SIGNATURE_FAILURE",
	9:  "CERT_NOT_YET_VALID",
	10: "CERT_HAS_EXPIRED",
	13: "ERROR_IN_CERT_NOT_BEFORE_FIELD",
	14: "ERROR_IN_CERT_NOT_AFTER_FIELD",
	17: "OUT_OF_MEM",
	18: "DEPTH_ZERO_SELF_SIGNED_CERT",
	19: "SELF_SIGNED_CERT_IN_CHAIN",
	20: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
	21: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
	22: "CERT_CHAIN_TOO_LONG",
	25: "PATH_LENGTH_EXCEEDED",
	26: "INVALID_PURPOSE",
	27: "CERT_UNTRUSTED",
	28: "CERT_REJECTED",
	62: "HOSTNAME_MISMATCH",
	79: "INVALID_CA",
}

func nodeName(c verify.Code) string {
	if n, ok := nodeNames[c]; ok {
		return n
	}
	return "UNSPECIFIED"
}
