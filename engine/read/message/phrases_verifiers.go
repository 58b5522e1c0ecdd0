//go:build !lean

package message

import "x509strict/engine/code"

// verifierPhrases are what verifiers say one by one where a program only reports that they refused: Chromium's own
// (net/cert/pki/cert_errors.cc) and NSS' by number, both in Chromium's log; IBM MQ's messages by number.
var verifierPhrases = append([]phrase{
	{text: "CertVerifyProcBuiltin for ", client: "chrome", means: Unnamed, host: hostFollows, weak: true},
	{text: "CERT_PKIXVerifyCert for ", then: "failed err=", client: "chrome", means: Unnamed, weak: true},
	{text: "ERR_INSECURE_RESPONSE", client: "chrome", means: Unnamed},
	{text: "MQRC_SSL_INITIALIZATION_ERROR", means: Protocol, weak: true},
	{text: "reason '2393'", means: Protocol, weak: true},
	{text: "reason code 2393", means: Protocol, weak: true},
	{text: "MQRC_JSSE_ERROR", means: Protocol, weak: true},
	{text: "MQRC_SSL_PEER_NAME_MISMATCH", rule: badHost},
	{text: "MQRC_SSL_CERTIFICATE_REVOKED", rule: revoked},
	{text: "MQRC_SSL_CERT_STORE_ERROR", means: CAFile},
	{text: "MQRC_KEY_REPOSITORY_ERROR", means: KeyUnreadable},
	{text: "MQRC_UNSUPPORTED_CIPHER_SUITE", means: Ciphers},
	{text: "MQRC_SSL_PEER_NAME_ERROR", means: Unnamed},
	{text: "AMQ9633", means: Unnamed},
	{text: "AMQ9658", rule: expired},
	{text: "AMQ9716", means: NoRevocation},
	{text: "AMQ9637", means: NeedsOwn, side: ServerSide},
	{text: "AMQ9642", means: NeedsOwn, side: ServerSide},
	{text: "AMQ9665", means: Closed},
	{text: "AMQ9657", means: KeyUnreadable},
	{text: "AMQ9631", means: Ciphers},
	{text: "AMQ9635", means: Ciphers},
	{text: "AMQ9641", means: Ciphers},
}, chromiumsVerifiers()...)

// builtinErrors are the errors of Chromium's verifier.
var builtinErrors = []struct {
	text string
	says phrase
}{
	{"No matching issuer found", phrase{rule: noIssuer}},
	{"Certificate is not a trust anchor", phrase{rule: noIssuer}},
	{"Distrusted by trust store", phrase{rule: code.CertUntrusted}},
	{"Time is after notAfter", phrase{rule: expired}},
	{"Time is before notBefore", phrase{rule: tooEarly}},
	{"Does not have Basic Constraints", phrase{rule: notCA}},
	{"Basic Constraints indicates not a CA", phrase{rule: notCA}},
	{"keyCertSign bit is not set", phrase{rule: code.KeyusageNoCertsign}},
	{"max_path_length reached", phrase{rule: code.PathLengthExceeded}},
	{"The extended key usage does not include server auth", phrase{rule: purpose}},
	{"Not permitted by name constraints", phrase{rule: code.PermittedViolation}},
	{"Unconsumed critical extension", phrase{rule: critical}},
	{"Unacceptable signature algorithm", phrase{rule: weakHash}},
	{"Unacceptable public key", phrase{rule: weakKey}},
	{"VerifySignedData failed", phrase{rule: badSign}},
}

// nssErrors are NSS' errors by number (lib/util/secerr.h).
var nssErrors = []struct {
	number string
	says   phrase
}{
	{"-8179", phrase{rule: noIssuer}},
	{"-8172", phrase{rule: noIssuer}},
	{"-8171", phrase{rule: code.CertUntrusted}},
	{"-8181", phrase{rule: expired}},
	{"-8162", phrase{rule: expired}},
	{"-8180", phrase{rule: revoked}},
	{"-8182", phrase{rule: badSign}},
	{"-8156", phrase{rule: notCA}},
	{"-8102", phrase{rule: purpose}},
	{"-8101", phrase{rule: purpose}},
	{"-8016", phrase{rule: weakHash}},
}

func chromiumsVerifiers() (all []phrase) {
	for _, e := range builtinErrors {
		p := e.says
		p.text, p.after, p.client = e.text, "CertVerifyProcBuiltin|cert_verify_proc|----- Certificate i=", "chrome"
		all = append(all, p)
	}
	for _, e := range nssErrors {
		p := e.says
		p.text, p.after, p.client = "failed err="+e.number, "CERT_PKIXVerifyCert", "chrome"
		all = append(all, p)
	}
	return all
}
