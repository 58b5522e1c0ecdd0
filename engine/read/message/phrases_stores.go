//go:build !lean

package message

// storePhrases are what Java says of a file that holds keys or CAs, both of which it calls a keystore: it is one of
// CAs where the words around speak of trust.
var storePhrases = func() (all []phrase) {
	const trust = "truststore|trust store|trust-store|trustManager|cacerts|trusted|trust.|trust_|-trust"
	for _, text := range []string{
		"Keystore was tampered with, or password was incorrect",
		"keystore password was incorrect",
		"Invalid keystore format",
		"toDerInputStream rejects tag type",
		"DerInputStream.getLength(): lengthTag=",
		"DER input, Integer tag error",
		"Failed to load SSL keystore",
		"java.security.UnrecoverableKeyException: failed to decrypt safe contents entry",
		"Unable to initialize KeyStore",
	} {
		all = append(all,
			phrase{text: text, client: "java", means: CAFile, then: trust},
			phrase{text: text, client: "java", means: CAFile, after: trust},
			phrase{text: text, client: "java", means: KeyUnreadable, unless: trust},
		)
	}
	return all
}()
