package javapkix

import "fmt"

// Classes of exceptions, as Java prints them.
const (
	ioException      = "java.io.IOException"
	eofException     = "java.io.EOFException"
	runtimeException = "java.lang.RuntimeException"
	unsupported      = "java.lang.UnsupportedOperationException"
	stringIndex      = "java.lang.StringIndexOutOfBoundsException"
	certException    = "java.security.cert.CertificateException"
	parsingException = "java.security.cert.CertificateParsingException"
	pathException    = "java.security.cert.CertPathValidatorException"
	validException   = "sun.security.validator.ValidatorException"
	buildException   = "sun.security.provider.certpath.SunCertPathBuilderException"
	handshakeFailed  = "javax.net.ssl.SSLHandshakeException"
	protocolFailed   = "javax.net.ssl.SSLProtocolException"
	sslException     = "javax.net.ssl.SSLException"

	// notChecked is no exception of Java's: what this package knows that it does not know. Its message says why.
	notChecked = "not checked"
)

// reason is why a path is not valid (CertPathValidatorException.BasicReason), where JSSE makes a difference: it decides
// which alert is sent.
type reason uint8

const (
	unspecified reason = iota
	expired
	notYetValid
	badSignature
	constrained // the algorithm
)

// thrown is an exception: its class, message and cause.
type thrown struct {
	class  string
	msg    string
	cause  *thrown
	reason reason
	about  *certificate // the one to blame, where one is
}

// of is the exception with whom to blame, unless that is said already.
func (t *thrown) of(c *certificate) *thrown {
	if t.about != nil {
		return t
	}
	again := *t // t may be what a certificate remembers of its reading
	again.about = c
	return &again
}

func throw(class, format string, args ...any) *thrown {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	return &thrown{class: class, msg: format}
}

// ioErr is an IOException, the commonest of all: DER that does not parse.
func ioErr(format string, args ...any) *thrown { return throw(ioException, format, args...) }

// unknown says that Java's answer is not reproduced, and why.
func unknown(why string) *thrown { return &thrown{class: notChecked, msg: why} }

// by wraps cause in an exception whose message is the cause's own line, as the constructors with a cause alone do.
func by(class string, cause *thrown) *thrown {
	if cause.class == notChecked {
		return cause
	}
	return &thrown{class: class, msg: cause.String(), cause: cause}
}

// String is Throwable.toString: class and message.
func (t *thrown) String() string { return t.class + ": " + t.msg }

// chain is the exception with its causes, as a stack trace shows them without the frames.
func (t *thrown) chain() string {
	out := t.String()
	for c := t.cause; c != nil; c = c.cause {
		out += "\nCaused by: " + c.String()
	}
	return out
}

// isIO tells what a catch of IOException takes.
func (t *thrown) isIO() bool { return t.class == ioException || t.class == eofException }
