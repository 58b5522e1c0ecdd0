package policy

import (
	"strings"
	"testing"
)

// What the product promises of its policy, in words that a change of the functions does not change along.
func TestPolicy(t *testing.T) {
	single := SingleFile([]string{"'sha256-a'"}, []string{"'sha256-b'"})
	for _, policy := range []string{Meta(), Header(), single} {
		directives := map[string]string{}
		for part := range strings.SplitSeq(policy, "; ") {
			name, value, _ := strings.Cut(part, " ")
			if _, twice := directives[name]; twice {
				t.Errorf("%s stands twice in %q", name, policy)
			}
			directives[name] = value
		}
		for name, want := range map[string]string{
			"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'",
			"require-trusted-types-for": "'script'", "trusted-types": TrustedTypes,
		} {
			if directives[name] != want {
				t.Errorf("%s %q, want %q in %q", name, directives[name], want, policy)
			}
		}
		for _, forbidden := range []string{"'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*"} {
			if strings.Contains(" "+strings.ReplaceAll(policy, ";", " ")+" ", " "+forbidden+" ") {
				t.Errorf("%s in %q", forbidden, policy)
			}
		}
	}
	if !strings.Contains(Header(), "frame-ancestors 'none'") || strings.Contains(Meta(), "frame-ancestors") {
		t.Error("frame-ancestors belongs into the header and only there")
	}
	if !strings.Contains(single, "connect-src 'none'") {
		t.Error("the single file may connect to nothing")
	}
}
