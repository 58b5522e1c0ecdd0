package product

import "strings"

// NoHost stands for a host that is not known.
const NoHost = "HOST"

const (
	letters        = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	hostCharacters = letters + "-.:_"
	fileCharacters = letters + "-._"
)

// Host is the host to fill into commands and code: the one asked for, else the first of a certificate's names that is
// fit for it, else [NoHost]. Only what every shell and language takes literally is fit: names come from certificates.
// One that only the machine itself answers to is taken last.
func Host(asked string, names []string) string {
	own := ""
	for i, name := range append([]string{asked}, names...) {
		name = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(name, "."), "["), "]")
		if rest, wild := strings.CutPrefix(name, "*."); wild {
			name = "host." + rest
		}
		if name == "" || len(name) > 253 || strings.Trim(name, hostCharacters) != "" || name[0] == '-' {
			continue
		}
		if i == 0 || name != "localhost" && name != "127.0.0.1" && name != "::1" {
			return name
		}
		if own == "" {
			own = name
		}
	}
	if own != "" {
		return own
	}
	return NoHost
}

// SafeFile reports whether a file's name can be filled in without quotes.
func SafeFile(name string) bool {
	return name != "" && len(name) < 100 && strings.Trim(name, fileCharacters) == "" && name[0] != '-' && name[0] != '.'
}
