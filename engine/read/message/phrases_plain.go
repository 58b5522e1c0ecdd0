//go:build !lean

package message

// plainPhrases are what anybody says of such errors, in plain words. They count where no program's own words were
// found: who says so stays open unless the text shows it.
var plainPhrases = func() (all []phrase) {
	for _, row := range []struct {
		says  phrase
		texts []string
	}{
		{phrase{means: Unnamed}, []string{
			"certificate verify failed", "certificate verify error", "certificate_verify_failed",
			"certificate verification failed", "certificate verification error",
			"certificate verification failure",
			"certificate validation failed", "certificate validation error", "certificate validation failure",
			"failed to verify certificate", "failed to verify the certificate",
			"failed to verify peer certificate", "failed to validate certificate",
			"failed to validate the certificate",
			"unable to verify certificate",
			"unable to verify the certificate", "could not verify certificate",
			"could not verify the certificate", "could not validate certificate", "cannot verify certificate",
			"cannot verify the certificate", "certificate could not be verified",
			"certificate could not be validated", "certificate cannot be verified", "certificate is invalid",
			"certificate is not valid", "certificate invalid", "certificate not valid", "invalid certificate",
			"invalid ssl certificate", "invalid tls certificate",
			"invalid security certificate",
			"bad certificate", "certificate rejected", "certificate was rejected", "rejected certificate",
			"certificate check failed", "certificate error", "ssl certificate problem", "ssl verification failed",
			"ssl verification error", "tls verification failed", "ssl certificate verification",
			"peer verification failed", "error verifying certificate",
			"error validating certificate", "problem with the certificate", "证书校验失败", "证书验证失败",
			"证书无效", "证书错误",
		}},
		{phrase{means: Unnamed, side: ClientSide}, []string{
			"failed to verify server certificate", "failed to validate server certificate",
			"unable to verify server certificate", "cannot verify server certificate", "invalid server certificate",
			"server certificate validation failed", "server certificate verification failed",
		}},
		{phrase{rule: noIssuer}, []string{
			"certificate is not trusted", "certificate not trusted", "certificate is untrusted",
			"untrusted certificate", "not a trusted certificate", "certificate isn't trusted",
			"unknown certificate authority",
			"unknown authority", "unknown issuer", "issuer unknown", "issuer is unknown", "issuer is not trusted",
			"issuer not trusted", "untrusted issuer", "unknown ca", "untrusted ca", "untrusted root",
			"signer not found",
			"unable to get local issuer", "unable to get issuer", "could not find issuer", "issuer not found",
			"not signed by a trusted", "not issued by a trusted", "no trusted certificate", "no trust anchor",
			"not trusted by", "signed by unknown authority", "cannot build certificate chain",
			"certificate chain is incomplete", "incomplete certificate chain", "不受信任的证书", "证书不受信任",
			"证书不可信",
		}},
		{phrase{rule: selfSign,
			unless: "a self-signed certificate|a self signed certificate|using self|generating|own self"}, []string{
			"self signed certificate", "self-signed certificate", "自签名证书",
		}},
		{phrase{rule: expired}, []string{
			"certificate has expired", "certificate expired", "certificate is expired", "expired certificate",
			"certificate had expired", "cert has expired", "cert expired", "certificate_expired",
			"certificate validity has expired",
			"证书已过期", "证书过期",
		}},
		{phrase{rule: tooEarly}, []string{"certificate is not yet valid", "certificate not yet valid",
			"certificate not yet active", "证书尚未生效"}},
		{phrase{rule: revoked}, []string{"certificate has been revoked", "certificate revoked",
			"certificate was revoked", "certificate is revoked", "revoked certificate", "证书已被吊销",
			"证书已吊销"}},
		{phrase{rule: badHost, side: ClientSide}, []string{
			"hostname mismatch", "does not match with its hostname", "invalid cn (", "host name mismatch", "name mismatch", "hostname does not match",
			"host name does not match", "hostname doesn't match", "host name doesn't match",
			"does not match hostname",
			"does not match the hostname", "does not match host name", "doesn't match hostname",
			"doesn't match the hostname", "certificate does not match", "certificate doesn't match",
			"common name does not match",
			"common name mismatch", "common name invalid", "hostname verification failed",
			"host name verification failed", "hostname validation failed", "not valid for the name",
			"certificate is not valid for",
			"certificate is only valid for", "wrong host in certificate", "cn mismatch", "san mismatch",
			"证书与主机名不匹配", "域名不匹配",
		}},
		{phrase{rule: weakKey}, []string{"certificate key too small", "certificate key too weak",
			"ee_key_too_small"}},
		{phrase{means: Pinned}, []string{"fingerprint mismatch", "fingerprint does not match",
			"fingerprint doesn't match", "fingerprint not match", "certificate fingerprint has changed", "certificate fingerprint changed",
			"certificate fingerprint is not", "unexpected certificate fingerprint", "pinned certificate", "thumbprint mismatch",
			"thumbprint does not match", "thumbprint doesn't match", "pin verification failed",
			"pinning failure", "pin mismatch"}},
		{phrase{means: NeedsOwn}, []string{
			"client certificate required", "client certificate is required", "client certificate missing",
			"no client certificate", "requires a client certificate", "missing client certificate",
			"peer did not present a certificate", "peer did not send a certificate", "no peer certificate",
			"certificate required", "no required ssl certificate",
		}},
		{phrase{means: KeyMismatch}, []string{
			"private key does not match", "private key doesn't match", "key does not match certificate",
			"key and certificate do not match", "certificate and key do not match",
			"certificate and private key do not match",
			"key values mismatch", "key mismatch",
		}},
		{phrase{means: CAFile}, []string{
			"failed to load ca", "unable to load ca", "could not load ca", "cannot load ca", "error loading ca",
			"failed to read ca", "unable to read ca", "could not read ca", "cannot read ca", "ca file not found",
			"ca certificate not found",
			"failed to parse ca", "no ca certificates", "no ca certificate", "ca bundle not found",
			"failed to load root", "failed to read root", "failed to load native root",
			"failed to load trust", "could not load trust", "invalid ca file",
			"invalid path to ca",
		}},
		{phrase{means: KeyUnreadable}, []string{
			"failed to load certificate", "unable to load certificate", "could not load certificate",
			"cannot load certificate", "error loading certificate", "failed to set certificate",
			"failed to read certificate",
			"unable to read certificate", "could not read certificate",
			"failed to load private key", "unable to load private key", "could not load private key",
			"cannot load private key", "error loading private key", "failed to load key", "error loading key",
			"failed to parse private key",
			"failed to load client certificate", "failed to load keystore", "unable to load keystore",
			"unable to read private key", "could not decrypt private key", "no private key",
		}},
		{phrase{means: Protocol}, []string{"cannot make ssl connection"}}, // the checks of Nagios and Icinga
		{phrase{means: Version}, []string{"unsupported tls version", "tls version not supported",
			"unsupported ssl version", "protocol version mismatch", "tls version mismatch", "no common tls version",
			"ssl version mismatch"}},
		{phrase{means: Ciphers}, []string{"no common cipher", "no matching cipher", "no cipher in common",
			"no shared cipher", "cipher mismatch", "no suitable cipher", "no cipher suites in common"}},
		{phrase{means: Timeout}, []string{"handshake timeout", "handshake timed out", "timeout during handshake",
			"timed out during handshake", "handshake operation timed out", "timeout waiting for ssl", "tls timeout"}},
		{phrase{means: Closed}, []string{
			"closed during handshake", "closed during ssl handshake", "closed during tls handshake",
			"closed the connection during", "handshake: eof", "handshake eof", "eof during handshake",
			"eof occurred", "connection reset during",
			"handshake\",\"error\":\"eof", "handshake\" error=eof", "handshake failed\" err=eof",
			"handshake failed\" error=eof", "handshake failed\",\"error\":\"eof", "handshake error\",\"error\":\"eof",
			"unexpected eof", "ssl_error_syscall", "disconnected before secure tls connection was established",
			"connection closed by peer during", "handshake error: eof", "handshake failed: eof",
			"tls handshake failed: eof", "ssl handshake failed: eof",
		}},
		{phrase{means: PlainText}, []string{"plain http request", "http request to an https", "http request to https",
			"insecure transport", "requires ssl", "requires tls", "ssl required", "tls required", "ssl is required",
			"tls is required", "require_secure_transport"}},
		{phrase{means: NotTLS}, []string{"not a tls", "does not support ssl", "does not support tls",
			"doesn't support ssl", "doesn't support tls", "not an ssl", "wrong_version_number"}},
		{phrase{means: Protocol}, []string{
			"error performing tls handshake", "ssl handshake failed", "tls handshake failed", "ssl handshake failure",
			"tls handshake failure", "ssl handshake error", "tls handshake error", "handshake failed",
			"handshake failure", "ssl negotiation failed",
			"tls negotiation failed", "starttls failed", "failed to start tls", "could not start tls",
			"unable to start tls", "cannot start tls", "can't start tls",
			"ssl error", "tls error", "ssl connection error", "tls connection error",
			"ssl_connect error", "ssl_accept error",
			"ssl_connect failed", "ssl_accept failed", "ssl_connect()", "ssl_accept()", "ssl connect error",
			"ssl connection failed", "tls connection failed", "secure connection failed",
			"unable to establish ssl", "unable to establish tls",
			"could not establish ssl", "could not establish tls", "could not establish a secure",
			"cannot establish tls", "openssl_internal:", "failed tls handshake", "failed ssl handshake",
			"握手失败", "SSL routines:", "('SSL routines'",
		}},
	} {
		for _, text := range row.texts {
			p := row.says
			p.text, p.faint = text, true
			all = append(all, p)
		}
	}
	return all
}()
