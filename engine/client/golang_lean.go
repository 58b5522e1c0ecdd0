//go:build lean

package client

// golang is empty in lean builds, which carry no crypto/x509.
var golang []*Client

// judgeGo has no client to speak for.
func judgeGo(Case) Answer { return Answer{} }
