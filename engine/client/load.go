package client

// Loader is a verifier other than OpenSSL that decodes certificates in a way of its own.
type Loader struct {
	ID, Name string
	Load     func(raw []byte) string // the literal error; "" when it decodes
}

// Loaders are those that this build carries: none in lean builds.
var Loaders []Loader
