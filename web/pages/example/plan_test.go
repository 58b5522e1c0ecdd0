package example

import (
	"slices"
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

// elsewhere says of errors that no new certificate ends where the cause lies, or why the plan makes none.
var elsewhere = map[code.Code]string{
	code.EmailMismatch:           "no TLS client asks for an e-mail address",
	code.UnableToGetIssuerCert:   "a client without partial chains needs the root in its CA file",
	code.DepthZeroSelfSignedCert: "the client has to trust the certificate, which conforms",
	code.CertChainTooLong:        "the client's verify depth, or a shorter chain",
	code.CertRejected:            "the trust settings of the client's CA file",

	code.UnableToVerifyLeafSignature: "the issuer is in none of the files: the server has to send it, or the client to trust it",
	code.SelfSignedCertInChain:       "the client has to trust the root that the server sends, which conforms",
	code.CertSignatureFailure:        "the certificate is not what its CA signed: to sign it anew would vouch for the change",
	code.Unspecified:                 "the server needs a key of another kind, and a plan keeps the keys that there are",

	code.PermittedViolation:        "the server needs a name that its CA may certify: a plan neither renames nor widens constraints",
	code.ExcludedViolation:         "the server needs a name that its CA may certify: a plan neither renames nor widens constraints",
	code.SubtreeMinmax:             "what the CA's constraints were to mean its owner knows: a plan keeps them",
	code.UnsupportedConstraintType: "whether the constraint goes or the name its owners know: a plan keeps both",
	code.UnsupportedNameSyntax:     "which address was meant its owner knows: a plan keeps what it cannot read",
	code.UnnestedResource:          "which addresses a certificate holds the registry above grants: a plan keeps them",

	code.ProxyCertificatesNotAllowed: proxiesRefused,
	code.ProxyPathLengthExceeded:     proxiesRefused,
	code.ProxySubjectNameViolation:   proxiesRefused,
	code.InvalidNonCa:                proxiesRefused,
	code.KeyusageNoDigitalSignature:  proxiesRefused,
}

// proxiesRefused is the reason of every error about proxy certificates: their examples allow them, and Python does not.
const proxiesRefused = "Python takes no proxy certificate whatever it says: the server needs an ordinary one"

// TestEveryErrorHasARepairOrAReason plans the repair of every error's example: every client accepts what is re-issued,
// or the plan says why nothing can be, or the table above does. That something stays refused is no reason: so says a
// plan that lacks the repair. An error without an example has its reason in None.
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
		reason, found := elsewhere[c], p.State == plan.Possible || len(reasons(p)) > 0
		switch {
		case !found && reason == "":
			t.Errorf("%s: the plan is %s and gives no reason: engine/plan needs a repair, or the table here says where "+
				"the cause lies; blocked: %q", c.Constant(), p.State, p.Blocked)
		case p.State == plan.Possible && reason != "":
			t.Errorf("%s: the plan is %s, and the table here says that the cause lies elsewhere", c.Constant(), p.State)
		case p.State == plan.Possible && len(p.Reissues) == 0:
			t.Errorf("%s: the plan is %s and re-issues nothing", c.Constant(), p.State)
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

// reasons are the sentences of a plan about what it can't do that say why: what says of a certificate that it is
// refused as it was is no reason.
func reasons(p *plan.Plan) []string {
	before := p.Prove(nil)
	return slices.DeleteFunc(slices.Clone(p.Blocked), func(s string) bool { return slices.Contains(before, s) })
}
