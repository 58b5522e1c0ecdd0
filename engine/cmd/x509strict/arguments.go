package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"x509strict/engine/cmd/x509strict/live"
)

// parse reads a verb's options, wherever they stand among the files, as -x or --x; "--" ends them. done is true when
// there is nothing more to do.
func parse(f *flag.FlagSet, args []string) (status int, done bool) {
	var operands []string
	for {
		switch err := f.Parse(args); {
		case errors.Is(err, flag.ErrHelp):
			return exitOK, true
		case err != nil:
			return exitUsage, true
		}
		rest := f.Args()
		ended := len(args) > len(rest) && args[len(args)-len(rest)-1] == "--"
		if len(rest) == 0 || ended {
			operands = append(operands, rest...)
			break
		}
		operands, args = append(operands, rest[0]), rest[1:]
	}
	if err := f.Parse(append([]string{"--"}, operands...)); err != nil {
		return exitUsage, true
	}
	return exitOK, false
}

// given is what a command line names: files, and servers.
type given struct {
	files     []string // "-" is standard input
	endpoints []live.Endpoint
}

// classify tells files from servers. A file of that name always wins; a folder stands for the files in it that look as
// if they held certificates, a pattern that no shell has expanded for the files that it matches.
func classify(operands []string) (given, error) {
	var g given
	for _, text := range operands {
		info, err := os.Stat(text)
		switch {
		case text == "-":
			g.files = append(g.files, text)
		case err == nil && info.IsDir():
			files, err := folder(text)
			if err != nil {
				return g, err
			}
			g.files = append(g.files, files...)
		case err == nil:
			g.files = append(g.files, text)
		case live.Looks(text):
			e, err := live.Parse(text)
			if err != nil {
				return g, err
			}
			g.endpoints = append(g.endpoints, e)
		case strings.ContainsAny(text, "*?["):
			files, err := filepath.Glob(text)
			if err != nil {
				return g, fmt.Errorf("the pattern %q is not one: %w", text, err)
			}
			if len(files) == 0 {
				return g, fmt.Errorf("no file matches %q", text)
			}
			g.files = append(g.files, files...)
		case errors.Is(err, fs.ErrNotExist) && !strings.ContainsAny(text, `/\`) && strings.Index(text, ":") > 1:
			if _, fault := live.Parse(text); fault != nil {
				return g, fmt.Errorf("there is no file %q; taken for a server, %w", text, fault)
			}
			g.files = append(g.files, text)
		default:
			g.files = append(g.files, text) // reading it says why it cannot be read
		}
	}
	return g, nil
}

// kinds are the endings of files that are read when a folder is named.
var kinds = []string{".pem", ".crt", ".cer", ".cert", ".der", ".ca-bundle", ".p7b", ".p7c", ".p12", ".pfx", ".jks",
	".ks", ".keystore", ".truststore", ".json", ".yaml", ".yml", ".kubeconfig"}

// folder lists the files of a folder and of those within it, in the order of their names. Links to folders are not
// followed, links to files are.
func folder(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || !slices.Contains(kinds, strings.ToLower(filepath.Ext(path))) {
			return nil
		}
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			files = append(files, path)
		}
		return nil
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s holds no file that ends in %s", dir, strings.Join(kinds, ", "))
	}
	return files, err
}
