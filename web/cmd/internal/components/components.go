// Package components lists what a program of this repository is made of, in CycloneDX.
package components

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// Of is the list for the command in the folder main, built as version ("1.2.3") for the platform that env names
// ("GOOS=js"): the modules of every package compiled into it, with their hashes and what each needs, and Go's standard
// library. cyclonedx-gomod makes it, in the version that sbom/go.mod pins; here it only loses what differs from build
// to build, and learns the licenses that are certain. It runs in the repository's top folder.
func Of(main, version string, env ...string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "x509strict-components-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := engineAlone(dir, "v"+version); err != nil {
		return nil, fmt.Errorf("sbom.cdx.json: %w", err)
	}
	program, err := componentLister()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(program, "app", "-json", "-std", "-noserial", "-notimestamp", "-main", main, dir)
	cmd.Env = append(append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS="), env...)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("sbom.cdx.json: cyclonedx-gomod: %w\n%s", err, bytes.TrimSpace(complaints.Bytes()))
	}
	return settle(out)
}

// componentLister builds cyclonedx-gomod, for this machine and once, and returns where the go command keeps it.
func componentLister() (string, error) {
	cmd := exec.Command("go", "tool", "-n", "cyclonedx-gomod")
	cmd.Dir = "web/cmd/internal/components/sbom"
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off")
	out, err := cmd.Output()
	if err != nil {
		var ended *exec.ExitError
		if errors.As(err, &ended) {
			err = fmt.Errorf("%w\n%s", err, bytes.TrimSpace(ended.Stderr))
		}
		return "", fmt.Errorf("cyclonedx-gomod, which lists the components, could not be built: %w\n"+
			"Without a network, build once where there is one and bring its module cache along (go env GOMODCACHE)", err)
	}
	return strings.TrimSpace(string(out)), nil
}

// engineAlone makes dir look like the repository of a release that holds nothing but the engine: cyclonedx-gomod takes
// the version from a tag and ends without one, but what is built may be an archive, or a folder with changes.
func engineAlone(dir, tag string) error {
	for _, name := range []string{"go.mod", "go.sum", "engine", "wasm"} {
		path, err := filepath.Abs(name)
		if err != nil {
			return err
		}
		if err := os.Symlink(path, filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
	commit := "tree " + emptyTree + "\nauthor x509strict <> 0 +0000\ncommitter x509strict <> 0 +0000\n\n" + tag + "\n"
	object := fmt.Sprintf("commit %d\x00%s", len(commit), commit)
	name := fmt.Sprintf("%x", sha1.Sum([]byte(object)))
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write([]byte(object)); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	for path, data := range map[string]string{
		"HEAD": "ref: refs/heads/main\n", "refs/heads/main": name + "\n", "refs/tags/" + tag: name + "\n",
		"objects/" + name[:2] + "/" + name[2:]: packed.String(),
	} {
		path = filepath.Join(dir, ".git", filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// settle leaves out of the list what is not the same everywhere, the hashes of the program that made it, and adds the
// licenses of what has no module to look them up in.
func settle(list []byte) ([]byte, error) {
	var bom cdx.BOM
	if err := cdx.NewBOMDecoder(bytes.NewReader(list), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
		return nil, fmt.Errorf("sbom.cdx.json: what cyclonedx-gomod wrote is no list: %w", err)
	}
	if bom.Metadata == nil || bom.Metadata.Component == nil || bom.Metadata.Tools == nil ||
		bom.Metadata.Tools.Tools == nil ||
		bom.Components == nil {
		return nil, errors.New(
			"sbom.cdx.json: what cyclonedx-gomod wrote lacks the engine, the program's name or the components",
		)
	}
	for i := range *bom.Metadata.Tools.Tools {
		(*bom.Metadata.Tools.Tools)[i].Hashes = nil
	}
	licensed := func(id string) *cdx.Licenses { return &cdx.Licenses{{License: &cdx.License{ID: id}}} }
	bom.Metadata.Component.Licenses = licensed("Apache-2.0")
	for i := range *bom.Components {
		if c := &(*bom.Components)[i]; c.Name == "std" {
			c.Description, c.Licenses = "Go's standard library and runtime", licensed("BSD-3-Clause")
		}
	}
	var b bytes.Buffer
	if err := cdx.NewBOMEncoder(&b, cdx.BOMFileFormatJSON).SetPretty(true).Encode(&bom); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
