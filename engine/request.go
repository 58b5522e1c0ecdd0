package engine

// Request says what a certificate request (RFC 2986) asks for, and what a CA should look at before it signs.
type Request struct {
	Name      string    `json:"name"`      // common name, else first alternative name; "" for none
	Subject   string    `json:"subject"`   // whole name
	Names     []string  `json:"names"`     // alternative names that it asks for: "DNS:localhost", "IP:127.0.0.1"
	Hosts     []string  `json:"hosts"`     // DNS names and addresses, else the common name if it is a host
	Kind      string    `json:"kind"`      // "server", "client" or "both", by the extended key usage it asks for
	Key       string    `json:"key"`       // "RSA 4096"
	Signature string    `json:"signature"` // "SHA-256 with RSA"
	Signed    bool      `json:"signed"`    // its own key's signature verifies: whoever made it holds the key
	CA        bool      `json:"ca"`        // it asks for a CA's certificate
	Problems  []string  `json:"problems"`  // sentences; empty when it can be signed as it is
	File      string    `json:"file"`      // name of the certificate's file: "es01.crt"
	Source    string    `json:"source"`
	PEM       string    `json:"pem"`
	Check     Command   `json:"check"` // the line of openssl that shows it and checks its signature
	Sign      []Command `json:"sign"`  // the lines of openssl that issue the certificate where the CA's key lies
}
