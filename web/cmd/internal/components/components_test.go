package components

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// inTop runs the rest of the test in the repository's top folder, as the build runs.
func inTop(t *testing.T) {
	t.Helper()
	t.Chdir("../../../..")
}

// TestComponents compares the list with what the go command says is compiled in, and with go.sum.
func TestComponents(t *testing.T) {
	inTop(t)
	data, err := Of("wasm", "1.2.3", "GOOS=js", "GOARCH=wasm")
	if err != nil {
		t.Fatal(err)
	}
	var bom cdx.BOM
	if err := cdx.NewBOMDecoder(bytes.NewReader(data), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
		t.Fatal(err)
	}
	if c := bom.Metadata.Component; c.Name != "x509strict" || c.Version != "v1.2.3" || c.Licenses == nil {
		t.Errorf("it lists the components of %s %s, licenses %v", c.Name, c.Version, c.Licenses)
	}
	if bom.SerialNumber != "" || bom.Metadata.Timestamp != "" {
		t.Errorf("serial number %q and time %q differ from build to build", bom.SerialNumber, bom.Metadata.Timestamp)
	}
	for _, tool := range *bom.Metadata.Tools.Tools {
		if tool.Hashes != nil {
			t.Errorf("the hashes of %s differ from machine to machine", tool.Name)
		}
	}
	want, sums := compiledIn(t), sums(t)
	var got []string
	for _, c := range *bom.Components {
		if c.Name == "std" {
			continue
		}
		got = append(got, c.Name+" "+c.Version)
		if c.Hashes == nil || len(*c.Hashes) != 1 || (*c.Hashes)[0].Value != sums[c.Name+" "+c.Version] {
			t.Errorf("%s %s: hashes %v, go.sum has %s", c.Name, c.Version, c.Hashes, sums[c.Name+" "+c.Version])
		}
	}
	slices.Sort(got)
	if len(want) < 3 || !slices.Equal(got, want) {
		t.Errorf("listed are\n%s\ncompiled in are\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if i := slices.IndexFunc(
		*bom.Components,
		func(c cdx.Component) bool { return c.Name == "std" },
	); i < 0 ||
		(*bom.Components)[i].Licenses == nil {
		t.Error("Go's standard library is missing, or its license")
	}
	for _, d := range *bom.Dependencies {
		if strings.HasPrefix(d.Ref, "pkg:golang/x509strict@") && d.Dependencies != nil && len(*d.Dependencies) > 2 {
			return
		}
	}
	t.Error("the list does not say what the engine needs")
}

// compiledIn asks the go command for the modules of every package in the engine's wasm.
func compiledIn(t *testing.T) []string {
	cmd := exec.Command(
		"go",
		"list",
		"-deps",
		"-f",
		"{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}",
		"./wasm",
	)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(lines)
	return slices.DeleteFunc(slices.Compact(lines), func(line string) bool { return line == "" })
}

// sums are the h1 sums of go.sum (SHA-256 over a module's file list) in hex, by path and version.
func sums(t *testing.T) map[string]string {
	data, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]string{}
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		f := strings.Fields(lines.Text())
		raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(f[2], "h1:"))
		if err != nil {
			t.Fatal(err)
		}
		sums[f[0]+" "+f[1]] = hex.EncodeToString(raw)
	}
	return sums
}
