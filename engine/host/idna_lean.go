//go:build lean

package host

// Deferred reports whether this build leaves the host to one with the tables of IDNA: they are larger than all that a
// first visit loads beside them, and few hosts need them.
func Deferred(host string) bool { return !isASCII(host) }

func toASCII2003(host string) (ascii, fault string) { return host, "" }

func toASCIICurl(host string) (string, bool) { return host, true }
