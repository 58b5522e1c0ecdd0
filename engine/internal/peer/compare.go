package peer

import (
	"bytes"
	_ "embed" // the common set
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// Live and Record are the flags -live and -record; see the package comment. The seed of unseen cases and their number
// can be given with -seed and -cases.
var (
	Live   = flag.Bool("live", false, "ask the real programs about unseen cases")
	Record = flag.Bool("record", false, "write the answers of the real programs down as the recordings")
	seed   = flag.Uint64("seed", 0, "seed of the unseen cases; 0: a new one")
	count  = flag.Int("cases", 3000, "how many unseen cases -live asks about")
	only   = flag.String("set", "", "the only set that -record asks about, such as further")
	other  = flag.Bool("further", false, "make the unseen cases as Further does")
)

// Unseen makes cases that no recording has, around a time; the test's log names the seed.
func Unseen(t *testing.T, now time.Time) []*Case {
	t.Helper()
	if *seed == 0 {
		*seed = uint64(time.Now().UnixNano()) & (1<<40 - 1)
	}
	t.Logf("unseen cases: -seed %d -cases %d -further=%v", *seed, *count, *other)
	var out []*Case
	made := Random
	if *other {
		made = Further
	}
	for n := range *count {
		out = append(out, made(*seed, n, now))
	}
	return out
}

// UnseenMoving makes them for a program whose clock goes on while it is asked: none to the second.
func UnseenMoving(t *testing.T, now time.Time) []*Case {
	return slices.DeleteFunc(Unseen(t, now), func(c *Case) bool { return strings.Contains(c.Note, ToTheSecond) })
}

//go:embed testdata/cases-common.tsv.gz
var common []byte

//go:embed testdata/cases-further.tsv.gz
var further []byte

// The sets of cases in this package's testdata, made around Now. Verifiers keep their answers to them.
const (
	CommonSet  = "common"  // one fault at a time, then some of many faults
	FurtherSet = "further" // of the kinds that Further makes
)

// shared are the sets in this package's testdata.
var shared = map[string]*[]byte{CommonSet: &common, FurtherSet: &further}

// Common returns the common set.
func Common() ([]*Case, error) { return Shared(CommonSet) }

// Shared returns one of the sets in this package's testdata.
func Shared(set string) ([]*Case, error) {
	data, err := inflate(bytes.NewReader(*shared[set]))
	if err != nil {
		return nil, err
	}
	return parseCases(data)
}

// ToRecord names the sets that -record writes down: one with -set NAME, else the given ones.
func ToRecord(sets ...string) []string {
	if *only != "" {
		return []string{*only}
	}
	return sets
}

// casesOf reads a set: a shared one, or one in dir.
func casesOf(dir, set string) ([]*Case, error) {
	if shared[set] != nil {
		return Shared(set)
	}
	return ReadCases(CasesFile(dir, set))
}

// Tally counts a comparison.
type Tally struct {
	Cases, Verdicts, Texts, Unchecked int
	Accepted                          int            // by the real program
	Unlike                            map[string]int // pairs of texts, and how often
}

// NotChecked starts the answer of a verifier that knows that it does not know.
const NotChecked = "not checked: "

// Compare asks judge about each case and holds its answer to the real one. It reports every case with another verdict
// and up to shown with another text as errors, and logs the tally. An answer that starts with NotChecked counts apart.
func Compare(t *testing.T, cases []*Case, real *Answers, judge func(*Case) string) Tally {
	t.Helper()
	const shown = 20
	n := Tally{Cases: len(cases), Unlike: map[string]int{}}
	reasons := map[string]int{}
	said := 0
	for _, c := range cases {
		want, ok := real.ByID[c.ID]
		if !ok {
			t.Errorf("%s: %s answered nothing to case %s", t.Name(), real.Program, c.ID)
			continue
		}
		if accepts(want) {
			n.Accepted++
		}
		got := judge(c)
		if strings.HasPrefix(got, NotChecked) {
			n.Unchecked++
			reasons[got]++
			continue
		}
		alike := accepts(got) == accepts(want)
		if alike {
			n.Verdicts++
		}
		if got == want {
			n.Texts++
			continue
		}
		n.Unlike[fmt.Sprintf("real %.200q, ours %.200q", want, got)]++
		if said++; said <= shown || !alike && said <= 10*shown {
			t.Errorf("case %s (%s), host %s:\n real %s\n ours %s", c.ID, c.Note, c.Host, want, got)
		}
	}
	t.Logf("%s: %d cases, %d accepted, %d equal verdicts, %d equal texts, %d not checked", real.Program, n.Cases,
		n.Accepted, n.Verdicts, n.Texts, n.Unchecked)
	for _, table := range []map[string]int{n.Unlike, reasons} {
		for _, k := range slices.Sorted(maps.Keys(table)) {
			t.Logf("%5d  %s", table[k], k)
		}
	}
	return n
}

// accepts reports whether an answer is "ok", alone or with something behind it.
func accepts(answer string) bool { return answer == "ok" || strings.HasPrefix(answer, "ok ") }

// Replay compares judge with the recorded answers of program, which dir keeps, to a set; at most unchecked
// cases may be not checked.
func Replay(t *testing.T, dir, set, program string, unchecked int, judge func(*Case) string) Tally {
	t.Helper()
	cases, err := casesOf(dir, set)
	if err != nil {
		t.Fatal(err)
	}
	real, err := ReadAnswers(AnswersFile(dir, set, program))
	if err != nil {
		t.Fatal(err)
	}
	n := Compare(t, cases, real, judge)
	if n.Unchecked > unchecked {
		t.Errorf("%d of %d cases were not checked; %d are known", n.Unchecked, n.Cases, unchecked)
	}
	return n
}

// Save writes answers down in dir, and beside them the cases, unless they are a shared set.
func Save(dir, program string, cases []*Case, a *Answers) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if shared[a.Set] == nil {
		if err := WriteCases(CasesFile(dir, a.Set), cases); err != nil {
			return err
		}
	}
	return a.Write(AnswersFile(dir, a.Set, program), cases)
}
