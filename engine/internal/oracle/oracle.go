// Package oracle asks real OpenSSL libraries what they report for a chain, for tests. It compiles src/oracle.c with the
// machine's compiler and inside every Debian tree that debian.sh has made. It never verifies anything itself.
package oracle

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"x509strict/engine/release"
)

//go:embed src/oracle.c
var source []byte

// Oracle is one compiled program.
type Oracle struct {
	Version string // as OpenSSL names itself, such as "3.5.7"
	Release release.Release
	command []string
}

// trees are the Debian trees of debian.sh that hold an OpenSSL with headers.
var trees = []string{"bullseye", "bookworm", "trixie", "experimental"}

// Find compiles the program wherever it can, in dir for the machine's own OpenSSL. Of two of one generation the newer
// counts: the engine reproduces the last of each. problems says what it could not use and why.
func Find(dir string) (found []Oracle, problems []string) {
	add := func(name string, o Oracle, err error) {
		if err == nil {
			err = o.identify()
		}
		if err != nil {
			problems = append(problems, name+": "+err.Error())
			return
		}
		for i, have := range found {
			if have.Release == o.Release {
				if Newer(o.Version, have.Version) {
					found[i] = o
				}
				return
			}
		}
		found = append(found, o)
	}
	own, err := compile(dir)
	add("this machine", own, err)
	for _, name := range trees {
		root := filepath.Join(cache(), "debian", name)
		if _, err := os.Stat(filepath.Join(root, ".complete")); err != nil {
			problems = append(problems, name+": no tree; engine/internal/oracle/debian.sh "+name+" makes one")
			continue
		}
		o, err := compileIn(root)
		add(name, o, err)
	}
	return found, problems
}

// Newer says whether version a is newer than b of the same generation, such as 3.0.22 than 3.0.9 or 1.1.1w than 1.1.1k.
func Newer(a, b string) bool { return len(a) > len(b) || len(a) == len(b) && a > b }

func cache() string {
	if dir := os.Getenv("X509STRICT_CACHE"); dir != "" {
		return dir
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "."
	}
	return filepath.Join(dir, "x509strict")
}

func compile(dir string) (Oracle, error) {
	src, program := filepath.Join(dir, "oracle.c"), filepath.Join(dir, "oracle")
	if err := os.WriteFile(src, source, 0o600); err != nil {
		return Oracle{}, err
	}
	if out, err := exec.Command("cc", "-O2", "-w", "-o", program, src, "-lcrypto").CombinedOutput(); err != nil {
		return Oracle{}, fmt.Errorf(
			"cc (needs a C compiler and OpenSSL's headers, libssl-dev): %w: %s",
			err,
			bytes.TrimSpace(out),
		)
	}
	return Oracle{command: []string{program}}, nil
}

// compileIn compiles in a tree. Other tests may run the program meanwhile, so it is put in place whole.
func compileIn(root string) (Oracle, error) {
	const program = "/tmp/x509strict-oracle"
	dir, err := os.MkdirTemp(filepath.Join(root, "tmp"), "oracle")
	if err != nil {
		return Oracle{}, err
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "oracle.c"), source, 0o600); err != nil {
		return Oracle{}, err
	}
	within := "/tmp/" + filepath.Base(dir) + "/oracle"
	if out, err := exec.Command("chroot", root, "cc", "-O2", "-w", "-o", within, within+".c", "-lcrypto").
		CombinedOutput(); err != nil {
		return Oracle{}, fmt.Errorf("cc in %s: %w: %s", root, err, bytes.TrimSpace(out))
	}
	if err := os.Rename(filepath.Join(dir, "oracle"), filepath.Join(root, program)); err != nil {
		return Oracle{}, err
	}
	return Oracle{command: []string{"chroot", root, program}}, nil
}

// identify asks the program which OpenSSL it stands for.
func (o *Oracle) identify() error {
	out, err := exec.Command(o.command[0], append(o.command[1:], "-version")...).Output()
	if err != nil {
		return err
	}
	fields := strings.Fields(string(out))
	if len(fields) < 2 {
		return fmt.Errorf("%q names no version", out)
	}
	o.Version = fields[1]
	for prefix, r := range map[string]release.Release{"1.1.1": release.Open111, "3.0.": release.Open30,
		"3.5.": release.Open35, "3.6.": release.Open35, "4.0.": release.Open40} {
		if strings.HasPrefix(o.Version, prefix) {
			o.Release = r
			return nil
		}
	}
	return fmt.Errorf("OpenSSL %s is none of the generations compared with", o.Version)
}

// Ask runs cases, one a line, and returns the results.
func (o *Oracle) Ask(cases []byte) ([]byte, error) { return o.run(cases) }

// Load loads certificates in base64, one a line, and returns for each "ok" or the error queue: LIBRARY:REASON, earliest
// first, joined by commas.
func (o *Oracle) Load(lines []byte) ([]byte, error) { return o.run(lines, "-load") }

// Loader starts the program to load one certificate at a time; ask returns what [Oracle.Load] does for it.
func (o *Oracle) Loader() (ask func(der []byte) (string, error), stop func() error, err error) {
	command := exec.Command(o.command[0], append(o.command[1:len(o.command):len(o.command)], "-load")...)
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	if err != nil {
		return nil, nil, err
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := command.Start(); err != nil {
		return nil, nil, err
	}
	answers := bufio.NewReader(out)
	ask = func(der []byte) (string, error) {
		if _, err := in.Write([]byte(base64.StdEncoding.EncodeToString(der) + "\n")); err != nil {
			return "", err
		}
		line, err := answers.ReadString('\n')
		return strings.TrimSuffix(line, "\n"), err
	}
	return ask, func() error { return errors.Join(in.Close(), command.Wait()) }, nil
}

func (o *Oracle) run(cases []byte, flags ...string) ([]byte, error) {
	command := exec.Command(o.command[0], append(o.command[1:len(o.command):len(o.command)], flags...)...)
	command.Stdin = bytes.NewReader(cases)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("oracle: OpenSSL %s: %w", o.Version, err)
	}
	return out, nil
}
