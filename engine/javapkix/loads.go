package javapkix

// Loads tells why CertificateFactory of a release does not parse a certificate, as a stack trace prints it; "" when it
// does. unknown says why this package does not know.
func Loads(r Release, der []byte) (exception, unknown string) {
	_, err := loadSent(der, reading{release: r})
	switch {
	case err == nil:
		return "", ""
	case err.class == notChecked:
		return "", err.msg
	}
	for c := err; c != nil; c = c.cause {
		if c.class == notChecked {
			return "", c.msg
		}
	}
	return err.chain(), ""
}
