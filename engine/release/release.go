// Package release names the OpenSSL generations whose behavior the engine reproduces.
package release

import "fmt"

// Release is an OpenSSL generation. Releases compare with < in order of age.
type Release uint8

// The generations. Open35 also stands for 3.6, which answers the same.
const (
	Open111 Release = iota + 1 // 1.1.1w
	Open30                     // 3.0.x
	Open35                     // 3.5.x and 3.6.x
	Open40                     // 4.0.x
)

// Default is the generation used when the caller names none.
const Default = Open35

// All lists the generations from the oldest to the newest.
var All = []Release{Open111, Open30, Open35, Open40}

var names = map[Release]string{Open111: "1.1.1", Open30: "3.0", Open35: "3.5", Open40: "4.0"}

// String returns the short version, such as "3.5".
func (r Release) String() string { return names[r] }

// Parse reads a short version: 1.1.1, 3.0, 3.5 (also 3.6, which answers the same) or 4.0.
func Parse(s string) (Release, error) {
	if s == "3.6" {
		return Open35, nil
	}
	for _, r := range All {
		if names[r] == s {
			return r, nil
		}
	}
	return 0, fmt.Errorf("release: %q is not one of 1.1.1, 3.0, 3.5, 3.6, 4.0", s)
}
