// Command release builds the native command for every platform that a release offers, into the folder -out: one static
// program each, SHA256SUMS, and the list of components (sbom.cdx.json). It runs in the repository's top folder. The
// same sources and compiler give the same bytes, on any of the platforms.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"x509strict/web/cmd/internal/components"
	"x509strict/web/cmd/internal/version"
)

// platforms are GOOS and GOARCH of the programs, in the order in which they are listed.
var platforms = [][2]string{
	{"linux", "amd64"}, {"linux", "arm64"},
	{"darwin", "amd64"}, {"darwin", "arm64"},
	{"windows", "amd64"}, {"windows", "arm64"},
}

// command is the folder of the program that is released.
const command = "./engine/cmd/x509strict"

func main() {
	out := flag.String("out", "release", "folder to write; what was in it is removed")
	only := flag.String("only", "", "build for one `GOOS/GOARCH` alone")
	flag.Parse()
	if err := run(*out, *only); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(out, only string) error {
	release, err := version.Read(version.File)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	var sums strings.Builder
	for _, p := range platforms {
		if only != "" && only != p[0]+"/"+p[1] {
			continue
		}
		name := fileName(release, p)
		if err := build(release, p, filepath.Join(out, name)); err != nil {
			return err
		}
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), name)
		fmt.Printf("%-44s %6.1f MB\n", filepath.Join(out, name), float64(len(data))/1e6)
	}
	if sums.Len() == 0 {
		return fmt.Errorf("no program is released for %q", only)
	}
	// What is linked in is the same for all of them: the packages that differ by platform are the standard library's.
	list, err := components.Of(command[len("./"):], release.Number, "GOOS=linux", "GOARCH=amd64")
	if err != nil {
		return err
	}
	fmt.Fprintf(&sums, "%x  sbom.cdx.json\n", sha256.Sum256(list))
	if err := os.WriteFile(filepath.Join(out, "sbom.cdx.json"), list, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

func fileName(r version.Release, platform [2]string) string {
	name := "x509strict_" + r.Number + "_" + platform[0] + "_" + platform[1]
	if platform[0] == "windows" {
		name += ".exe"
	}
	return name
}

// build compiles one program: static, without the names of folders, and with its own number and date.
func build(r version.Release, platform [2]string, to string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags="+r.Flags(), "-o", to, command)
	cmd.Env = append(os.Environ(), "GOOS="+platform[0], "GOARCH="+platform[1],
		"CGO_ENABLED=0", "GOFLAGS=", "GOAMD64=", "GOARM64=")
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("go build for %s/%s: %w", platform[0], platform[1], err)
	}
	return nil
}
