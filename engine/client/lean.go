//go:build lean

package client

// others is empty in lean builds, which carry OpenSSL's verifier only.
var others []*Client
