package peer

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Answers are what one version of a program said to a set of cases.
type Answers struct {
	Program string // with its version, such as "rustls-webpki 0.103.15, ring"
	Set     string // which cases
	ByID    map[string]string
}

// CasesFile is the file of a set of cases, beside the test that replays it.
func CasesFile(dir, set string) string { return filepath.Join(dir, "cases-"+set+".tsv.gz") }

// AnswersFile is the file of a program's answers to a set; program is lower case, such as "java-21".
func AnswersFile(dir, set, program string) string {
	return filepath.Join(dir, "answers-"+set+"-"+program+".tsv.gz")
}

// WriteCases writes a set of cases.
func WriteCases(path string, cases []*Case) error {
	var b bytes.Buffer
	for _, c := range cases {
		b.WriteString(c.Line())
		b.WriteByte('\n')
	}
	return pack(path, b.Bytes())
}

// ReadCases reads a set of cases.
func ReadCases(path string) ([]*Case, error) {
	data, err := unpack(path)
	if err != nil {
		return nil, err
	}
	return parseCases(data)
}

func parseCases(data []byte) (out []*Case, err error) {
	err = lines(data, func(line string) error {
		c, err := ParseLine(line)
		out = append(out, c)
		return err
	})
	return out, err
}

// Write writes answers: the program and set in the first line, then a line a case, in the order of the cases.
func (a *Answers) Write(path string, cases []*Case) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\t%s\n", a.Program, a.Set)
	for _, c := range cases {
		said, ok := a.ByID[c.ID]
		if !ok {
			return fmt.Errorf("peer: %s answered nothing to case %s", a.Program, c.ID)
		}
		fmt.Fprintf(&b, "%s\t%s\n", c.ID, strconv.Quote(said))
	}
	return pack(path, b.Bytes())
}

// ReadAnswers reads answers.
func ReadAnswers(path string) (*Answers, error) {
	data, err := unpack(path)
	if err != nil {
		return nil, err
	}
	a := &Answers{ByID: map[string]string{}}
	err = lines(data, func(line string) error {
		if head, ok := strings.CutPrefix(line, "# "); ok {
			a.Program, a.Set, _ = strings.Cut(head, "\t")
			return nil
		}
		id, quoted, _ := strings.Cut(line, "\t")
		said, err := strconv.Unquote(quoted)
		if err != nil {
			return fmt.Errorf("peer: %s: answer to case %s: %w", path, id, err)
		}
		a.ByID[id] = said
		return nil
	})
	return a, err
}

// ParseAnswers reads what a harness program printed: a line a case, its id, a tab, its answer.
func ParseAnswers(printed []byte) map[string]string {
	out := map[string]string{}
	for _, line := range strings.Split(string(printed), "\n") {
		if id, said, ok := strings.Cut(line, "\t"); ok {
			out[id] = said
		}
	}
	return out
}

func lines(data []byte, f func(string) error) error {
	s := bufio.NewScanner(bytes.NewReader(data))
	s.Buffer(nil, 16<<20)
	for s.Scan() {
		if err := f(s.Text()); err != nil {
			return err
		}
	}
	return s.Err()
}

// pack compresses without a time, so that the same content gives the same file.
func pack(path string, data []byte) error {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	w.ModTime = time.Time{}
	if _, err := w.Write(data); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

func unpack(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := inflate(f)
	if err != nil {
		return nil, fmt.Errorf("peer: %s: %w", path, err)
	}
	return data, nil
}

func inflate(from io.Reader) ([]byte, error) {
	r, err := gzip.NewReader(from)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
