package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// module is what the go command says of a module.
type module struct {
	Path    string
	Version string
	Main    bool
}

// components is the list, in CycloneDX, of what the engine's wasm is made of: the modules of every package compiled
// into it and Go's standard library. It bears no time and no serial number, so it is the same for the same sources.
func components(version string) ([]byte, error) {
	modules, err := modulesOf("./wasm")
	if err != nil {
		return nil, err
	}
	sums, err := moduleSums("go.sum")
	if err != nil {
		return nil, err
	}
	goVersion, err := exec.Command("go", "env", "GOVERSION").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOVERSION: %w", err)
	}
	std := strings.TrimPrefix(strings.TrimSpace(string(goVersion)), "go")

	bom := cdx.NewBOM()
	bom.Metadata = &cdx.Metadata{Component: &cdx.Component{
		BOMRef: "x509strict", Type: cdx.ComponentTypeApplication, Name: "x509strict", Version: version,
		Licenses: &cdx.Licenses{{License: &cdx.License{ID: "Apache-2.0"}}},
	}}
	list := []cdx.Component{{
		BOMRef: "pkg:golang/std@" + std, Type: cdx.ComponentTypeLibrary, Name: "std", Version: std,
		PackageURL: "pkg:golang/std@" + std, Description: "Go's standard library, runtime and wasm_exec.js",
		Licenses: &cdx.Licenses{{License: &cdx.License{ID: "BSD-3-Clause"}}},
	}}
	needs := []string{list[0].BOMRef}
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		m := modules[path]
		if m.Main {
			continue
		}
		sum, ok := sums[m.Path+" "+m.Version]
		if !ok {
			return nil, fmt.Errorf("go.sum: no line for %s %s", m.Path, m.Version)
		}
		purl := "pkg:golang/" + m.Path + "@" + m.Version
		list = append(list, cdx.Component{
			BOMRef: purl, Type: cdx.ComponentTypeLibrary, Name: m.Path, Version: m.Version, PackageURL: purl, Scope: cdx.ScopeRequired,
			Hashes: &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: sum}},
		})
		needs = append(needs, purl)
	}
	bom.Components = &list
	bom.Dependencies = &[]cdx.Dependency{{Ref: "x509strict", Dependencies: &needs}}

	var b bytes.Buffer
	if err := cdx.NewBOMEncoder(&b, cdx.BOMFileFormatJSON).SetPretty(true).Encode(bom); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// modulesOf returns the modules, by path, of every package that pkg is compiled from for js/wasm.
func modulesOf(pkg string) (map[string]module, error) {
	cmd := exec.Command("go", "list", "-deps", "-json=Module", pkg)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list -deps %s: %w", pkg, err)
	}
	modules := map[string]module{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ Module *module }
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return modules, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list -deps %s: %w", pkg, err)
		}
		if p.Module != nil {
			modules[p.Module.Path] = *p.Module
		}
	}
}

// moduleSums reads the h1 sums of go.sum (SHA-256 over a module's file list), by "path version", as lower-case hex.
func moduleSums(path string) (map[string]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	sums := map[string]string{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) != 3 || !strings.HasPrefix(f[2], "h1:") || strings.HasSuffix(f[1], "/go.mod") {
			continue
		}
		raw, err := base64.StdEncoding.DecodeString(f[2][len("h1:"):])
		if err != nil {
			return nil, fmt.Errorf("%s: %s %s: %w", path, f[0], f[1], err)
		}
		sums[f[0]+" "+f[1]] = hex.EncodeToString(raw)
	}
	return sums, lines.Err()
}
