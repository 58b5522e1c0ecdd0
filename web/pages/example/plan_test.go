package example

import (
	"testing"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
	"x509strict/engine/rules"
	"x509strict/engine/verify"
)

// elsewhere says of errors whose example needs no new certificate where the cause lies.
var elsewhere = map[code.Code]string{
	code.EmailMismatch:           "no TLS client asks for an e-mail address",
	code.UnableToGetIssuerCert:   "a client without partial chains needs the root in its CA file",
	code.DepthZeroSelfSignedCert: "the client has to trust the certificate, which conforms",
	code.CertChainTooLong:        "the client's verify depth, or a shorter chain",
	code.CertRejected:            "the trust settings of the client's CA file",
}

// TestEveryErrorHasARepairOrAReason plans the repair of every error's example: something is re-issued, or the plan says
// why nothing can be, or the cause lies elsewhere. An error without an example has its reason in None.
func TestEveryErrorHasARepairOrAReason(t *testing.T) {
	for _, r := range rules.All() { // which has a rule for every error
		c := r.Code
		if c == 0 {
			continue
		}
		x := Of(c.Slug())
		if x == nil {
			if None[c.Slug()] == (lang.Text{}) {
				t.Errorf("%s has no example to repair, nor a reason in None", c.Constant())
			}
			continue
		}
		p := planOf(t, x)
		reason := elsewhere[c]
		switch {
		case p.State == plan.Nothing && reason == "":
			t.Errorf("%s: engine/plan repairs nothing, and the table here does not say why", c.Constant())
		case p.State != plan.Nothing && reason != "":
			t.Errorf("%s: the plan is %s, and the table here says that the cause lies elsewhere", c.Constant(), p.State)
		case p.State == plan.Possible && len(p.Reissues) == 0,
			(p.State == plan.Impossible || p.State == plan.Partial) && len(p.Blocked) == 0:
			t.Errorf("%s: the plan is %s, with %d certificates to re-issue and the reasons %q",
				c.Constant(), p.State, len(p.Reissues), p.Blocked)
		}
	}
}

func planOf(t *testing.T, x *Case) *plan.Plan {
	t.Helper()
	in := plan.Input{Host: x.Host(), Time: time.Unix(Now, 0), Verifier: new(verify.Verifier)}
	add := func(role roles.Role, list ...[]byte) {
		for _, d := range list {
			c, _, err := cert.Parse(d)
			if err != nil {
				t.Fatalf("%s: %v", x.Slug, err)
			}
			in.Certificates, in.Roles = append(in.Certificates, c), append(in.Roles, role)
		}
	}
	add(roles.Leaf, x.Broken.Leaf)
	add(roles.Intermediate, x.Broken.Untrusted...)
	add(roles.Anchor, x.Broken.Trusted...)
	p, err := plan.Make(in)
	if err != nil {
		t.Fatalf("%s: %v", x.Slug, err)
	}
	return p
}
