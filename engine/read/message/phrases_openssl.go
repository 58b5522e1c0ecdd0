//go:build !lean

package message

// opensslPhrases are what programs print of OpenSSL's error queue where it holds no error, or none with a name: the
// call failed below TLS, which only the number of the system's error tells more of.
var opensslPhrases = []phrase{
	{text: "error:00000000:lib(0):", means: Protocol, weak: true},
	{text: "mbedtls_ssl_handshake error: -", client: "mbedtls", means: Protocol, weak: true}, // MicroPython
	{text: "error:00000001:lib(0):", means: Protocol, weak: true},
	{text: "error:00000005:lib(0):", means: Protocol, weak: true}, // SSL_ERROR_SYSCALL, taken for an entry
	{text: "error:00000000:lib(0):", then: resetNumbers, means: Closed},
	{text: "error:00000000:lib(0):", after: resetNumbers, means: Closed},
	{text: "error:00000000:lib(0):", then: "errno 110|errno=110|errno: 110|errno 10060", means: Timeout},
}

// resetNumbers are the system's numbers of a connection that the other side reset: Linux', BSD's and Windows'.
const resetNumbers = "errno 104|errno=104|errno: 104|errno 54|errno=54|errno 10054|errno=10054|errno: 10054"
