package client

// Loader is a verifier other than OpenSSL that decodes certificates in a way of its own.
type Loader struct {
	ID, Name string

	// Load returns the literal error, "" when the certificate decodes; known is false where it cannot be told.
	Load func(raw []byte) (message string, known bool)
}

// Loaders are those that this build carries: none in lean builds.
var Loaders []Loader
