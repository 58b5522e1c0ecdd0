//go:build !lean

package message

// elasticPhrases are what Elasticsearch says of its own files of certificates and keys when it starts.
var elasticPhrases = []phrase{
	{text: "failed to initialize SSL TrustManager", client: "elasticsearch", means: CAFile},
	{text: "failed to initialize a TrustManager", client: "elasticsearch", means: CAFile},
	{text: "failed to initialize SSL KeyManager", client: "elasticsearch", means: KeyUnreadable},
	{text: "failed to initialize a KeyManagerFactory", client: "elasticsearch", means: KeyUnreadable},
	{text: "cannot load PEM certificate_authorities", client: "elasticsearch", means: CAFile},
	{text: "cannot read configured", then: "certificate_authorities|truststore", client: "elasticsearch", means: CAFile},
	{text: "cannot load PEM private key", client: "elasticsearch", means: KeyUnreadable},
	{text: "cannot read PEM private key", client: "elasticsearch", means: KeyUnreadable},
	{text: "cannot read configured PEM certificate [", client: "elasticsearch", means: KeyUnreadable},
	{text: "cannot load PEM certificate [", client: "elasticsearch", means: KeyUnreadable},
	{text: "cannot read configured", then: "keystore", unless: "truststore|certificate_authorities",
		client: "elasticsearch", means: KeyUnreadable},
}
