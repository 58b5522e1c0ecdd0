package plan

// Class is the kind of a failure: what has to be done depends on it.
type Class string

// Classes of failures.
const (
	NoFailure   Class = ""              // nothing refuses
	StrictRule  Class = "strict-rule"   // a rule that only strict verification has
	OtherRule   Class = "rule"          // a rule that verification has with or without the strict flag
	MissingFile Class = "missing-file"  // the certificate of an issuer was not given
	WrongFile   Class = "wrong-file"    // a CA was given that did not issue: right name and other key, or unrelated
	Validity    Class = "validity"      // expired or not yet valid
	WrongName   Class = "wrong-name"    // the host asked for is not in the certificate
	TooWeak     Class = "too-weak"      // key or digest below the security level
	DoesNotLoad Class = "does-not-load" // a certificate that the client cannot even load
)

// Suit fits the plan to the class of the failure. Where first is not nil it is the thing to do first. Only says that
// nothing else can help: the plan then issues nothing.
func (pl *Plan) Suit(class Class, first *Step, only bool) {
	pl.Class, pl.Primary = class, first
	if only {
		pl.State, pl.Summary = Impossible, first.Title
		pl.Steps, pl.Reissues = []Step{*first}, []Reissue{}
		pl.Blocked, pl.Warnings = []string{}, []string{} // both are about what would have been issued
		return
	}
	if first == nil && class != NoFailure && len(pl.Steps) > 0 {
		pl.Primary = &pl.Steps[0]
	}
}

// Yield takes out what a CA would have to sign that nobody here can sign with; first is what to do in its place, unless
// a repair on the trusting side suffices.
func (pl *Plan) Yield(first Step) {
	rest := []Step{}
	for _, s := range pl.Steps {
		if s.Kind == "trust" || s.Kind == "code" {
			rest = append(rest, s)
		}
	}
	pl.Reissues, pl.Blocked, pl.Warnings = []Reissue{}, []string{}, []string{}
	if len(rest) == 0 || rest[0].Kind != "trust" {
		pl.State, pl.Summary = Impossible, first.Title
		rest = append([]Step{first}, rest...)
	}
	pl.Steps = rest
}
