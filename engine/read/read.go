package read

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"

	"x509strict/engine/cert"
	"x509strict/engine/read/message"
)

// Limits of a reading. They keep the work within what a browser tab can do.
const (
	MaxInput        = 64 << 20 // bytes of one input, and of everything unpacked from the inputs of one reading
	MaxCertificates = 100_000
	MaxNesting      = 8          // containers and encodings inside each other
	MaxIterations   = 10_000_000 // of one key derivation
	maxNotes        = 1000
	maxSteps        = 100_000_000 // iterations of all key derivations of one reading
	maxGuesses      = 2_000_000   // of these, for passwords that nobody gave: less than a second
)

// ErrCancelled is returned by [Read] when Options.Cancelled said so.
var ErrCancelled = errors.New("read: cancelled")

// LimitError says which limit an input exceeded.
type LimitError struct {
	What  string // "input", "certificates" or "unpacked data"
	File  string // "" for a paste
	Limit int
}

func (e *LimitError) Error() string {
	file := e.File
	if file == "" {
		file = "paste"
	}
	return fmt.Sprintf("read: %s: %s over the limit of %d", file, e.What, e.Limit)
}

// reading is one call of Read.
type reading struct {
	o        Options
	out      *Bundle
	seen     map[[sha256.Size]byte]int    // certificates by hash
	keys     map[string]bool              // public keys of private keys
	sealed   map[[sha256.Size]byte]bool   // what openers have read, by hash
	spoiled  map[[sha256.Size]byte][]Note // why it could not be read, of what openers have read in vain
	requests map[string]bool
	messages map[message.Message]int // index in out.Messages
	merged   int                     // things found again
	unpacked int                     // bytes unpacked so far
	steps    int                     // iterations left
	guesses  int                     // iterations left for guessed passwords
	done     int                     // bytes scanned, for the progress
	total    int
	told     int // done when the progress was told last

	input    int      // index of the input in hand
	caFile   bool     // that is the CA file
	position Position // of what a container is handing over
	marks    map[textKey]marks
	texts    []textKey // of marks, in order

	sightings int
}

// Read finds everything in the inputs. The error is only for limits exceeded (*LimitError) or cancellation
// (ErrCancelled), and comes with what was found so far; bad input becomes notes.
func Read(inputs []Input, o Options) (*Bundle, error) {
	r := &reading{
		o:        o,
		out:      &Bundle{},
		seen:     map[[sha256.Size]byte]int{},
		keys:     map[string]bool{},
		sealed:   map[[sha256.Size]byte]bool{},
		spoiled:  map[[sha256.Size]byte][]Note{},
		requests: map[string]bool{},
		messages: map[message.Message]int{},
		steps:    maxSteps,
		guesses:  maxGuesses,
	}
	for _, in := range inputs {
		if len(in.Data) > MaxInput {
			return r.out, &LimitError{What: "input", File: in.Name, Limit: MaxInput}
		}
		r.total += len(in.Data)
	}
	for i, in := range inputs {
		r.input, r.caFile = i, in.CAFile
		before := r.found()
		if err := r.data(in.Data, Place{File: in.Name}, 0); err != nil {
			return r.out, err
		}
		if r.found() == before {
			r.nothing(in)
		}
	}
	if err := r.restore(); err != nil {
		return r.out, err
	}
	r.match()
	r.context()
	return r.out, nil
}

// found counts everything found so far, notes and duplicates included.
func (r *reading) found() int {
	return len(r.out.Certificates) + len(r.out.Keys) + len(r.out.Requests) + len(r.out.Messages) + len(r.out.Notes) +
		len(r.out.Locked) + r.merged
}

// nothing notes that an input gave nothing at all.
func (r *reading) nothing(in Input) {
	id := "nothing-found"
	if len(bytes.TrimSpace(in.Data)) == 0 {
		id = "empty-input"
	}
	if r.fileLooks(in.Data, Place{File: in.Name}) {
		return
	}
	r.note(Problem, id, Place{File: in.Name})
}

// note adds a note; args are keys and values in turn.
func (r *reading) note(s Severity, id string, at Place, args ...string) {
	if len(r.out.Notes) > maxNotes {
		return
	}
	n := Note{Severity: s, ID: id, Place: at}
	if len(r.out.Notes) == maxNotes {
		n = Note{Severity: Info, ID: "too-many-notes", Args: map[string]string{"limit": strconv.Itoa(maxNotes)}}
		args = nil
	}
	for i := 0; i+1 < len(args); i += 2 {
		if n.Args == nil {
			n.Args = map[string]string{}
		}
		n.Args[args[i]] = args[i+1]
	}
	r.out.Notes = append(r.out.Notes, n)
}

// certificate adds c, or where it was found again.
func (r *reading) certificate(c *cert.Certificate, at Place) error {
	sum := sha256.Sum256(c.Raw)
	if i, ok := r.seen[sum]; ok {
		r.merged++
		had := &r.out.Certificates[i]
		if had.Trust == nil && c.Trust != nil {
			had.Certificate = c
		}
		if at != had.Place && len(had.Also) < 100 {
			had.Also = append(had.Also, at)
		}
		r.sighted(i, at)
		return nil
	}
	if len(r.out.Certificates) >= MaxCertificates {
		return &LimitError{What: "certificates", File: at.File, Limit: MaxCertificates}
	}
	r.seen[sum] = len(r.out.Certificates)
	r.out.Certificates = append(r.out.Certificates, Certificate{Certificate: c, Place: at})
	r.sighted(len(r.out.Certificates)-1, at)
	return nil
}

// advance tells the progress and asks whether to go on; scanned is how many further bytes of the inputs were read.
func (r *reading) advance(scanned int) error {
	r.done += scanned
	if r.done-r.told < 1<<16 {
		return nil
	}
	r.told = r.done
	if r.o.Progress != nil {
		r.o.Progress(min(r.done, r.total), r.total)
	}
	return r.cancelled()
}

func (r *reading) cancelled() error {
	if r.o.Cancelled != nil && r.o.Cancelled() {
		return ErrCancelled
	}
	return nil
}

// data reads bytes of any kind.
func (r *reading) data(data []byte, at Place, depth int) error {
	if depth > MaxNesting {
		r.note(Problem, "nested-too-deep", at, "limit", strconv.Itoa(MaxNesting))
		return nil
	}
	if err := r.cancelled(); err != nil {
		return err
	}
	if wide := decodeUTF16(data); len(wide) != len(data) && isText(wide) {
		return r.text(wide, at, depth)
	}
	if binary, err := r.binary(data, at, depth); binary || err != nil {
		return err
	}
	return r.text(data, at, depth)
}
