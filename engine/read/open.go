package read

import (
	"crypto/sha256"
	"errors"
	"maps"
	"slices"
	"strconv"
)

// Sealed is something that only an [Opener] can read: a key or a container, perhaps locked by a password.
type Sealed struct {
	Data      []byte
	Label     string            // of the PEM block, "" for none
	Headers   map[string]string // of the PEM block: "Proc-Type", "DEK-Info"; nil for none
	Passwords []string          // to try, in order; openers try the empty password too
	// iterations left for passwords that nobody gave, for the whole reading; openers count it down
	Guesses *int
	// Step must be called with the iterations that a key derivation is about to do, at least every 10,000 of them. An
	// error ends the opening and must be returned as it is.
	Step func(iterations int) error
}

// Opened is what an opener found. The places of notes are filled in by the caller, except Entry.
type Opened struct {
	Kind         string // for Place.Kind: "pkcs12", "jks", "jceks"; "" keeps the kind of what was opened
	Certificates []OpenedCertificate
	Keys         []OpenedKey
	Notes        []Note
	Locked       []Locked
}

// OpenedCertificate is the DER of a certificate and its name within the container.
type OpenedCertificate struct {
	DER      []byte
	Entry    string
	Position Position // what kind of entry it is in; "" when the format does not say
}

// OpenedKey is a key and its name within the container.
type OpenedKey struct {
	Key
	Entry string
}

// Opener reads one family of formats. It returns nil, nil when s is none of them. The error is only what s.Step
// returned.
type Opener func(s Sealed) (*Opened, error)

// open gives data to the openers, in order, until one knows it.
func (r *reading) open(data []byte, at Place, label string, headers map[string]string) (known bool, err error) {
	sum := sha256.Sum256(data)
	if r.sealed[sum] {
		if notes := r.spoiled[sum]; notes != nil { // said once more: the one before may have been taken back
			return true, r.opened(&Opened{Notes: notes}, at)
		}
		r.merged++
		return true, nil
	}
	s := Sealed{Data: data, Label: label, Headers: headers, Passwords: r.o.Passwords, Guesses: &r.guesses, Step: r.step}
	for _, opener := range r.o.Openers {
		got, err := opener(s)
		if errors.Is(err, errSteps) {
			r.note(Problem, "work-too-much", at, "limit", strconv.Itoa(maxSteps))
			return true, nil
		}
		if err != nil {
			return true, err
		}
		if got != nil {
			r.sealed[sum] = true
			if len(got.Certificates)+len(got.Keys)+len(got.Locked) == 0 && len(got.Notes) > 0 {
				r.spoiled[sum] = got.Notes
			}
			return true, r.opened(got, at)
		}
	}
	return false, nil
}

var errSteps = errors.New("read: too many iterations")

// step accounts for iterations of a key derivation.
func (r *reading) step(n int) error {
	r.steps -= n
	if r.steps < 0 {
		return errSteps
	}
	if r.o.Progress != nil {
		r.o.Progress(maxSteps-r.steps, maxSteps)
	}
	return r.cancelled()
}

func (r *reading) opened(got *Opened, at Place) error {
	if got.Kind != "" {
		at.Kind = got.Kind
	}
	outer := at.Entry
	place := func(entry string) Place {
		at := at
		switch {
		case outer != "" && entry != "":
			at.Entry = outer + ": " + entry
		case entry != "":
			at.Entry = entry
		}
		return at
	}
	defer func() { r.position = "" }()
	for _, c := range got.Certificates {
		r.position = c.Position
		known, err := r.der(c.DER, place(c.Entry), "", nil, MaxNesting)
		if err != nil {
			return err
		}
		if !known {
			r.note(Problem, "certificate-damaged", place(c.Entry), "reason", "not a certificate")
		}
	}
	for _, k := range got.Keys {
		k.Place = place(k.Entry)
		r.key(k.Key)
	}
	for _, n := range got.Notes { // n is a copy: the places of the notes themselves stay
		n.Place = place(n.Place.Entry)
		same := func(x Note) bool { return x.ID == n.ID && x.Place == n.Place && maps.Equal(x.Args, n.Args) }
		if len(r.out.Notes) < maxNotes && !slices.ContainsFunc(r.out.Notes, same) {
			r.out.Notes = append(r.out.Notes, n)
		}
	}
	for _, l := range got.Locked {
		l.Place = place(l.Place.Entry)
		r.out.Locked = append(r.out.Locked, l)
	}
	return nil
}

// key adds a private key unless it is there already.
func (r *reading) key(k Key) {
	if r.keys[string(k.PublicKey)] && len(k.PublicKey) > 0 {
		r.merged++
		return
	}
	r.keys[string(k.PublicKey)] = true
	r.out.Keys = append(r.out.Keys, k)
	r.note(Info, "private-key-found", k.Place, "kind", k.Kind)
}
