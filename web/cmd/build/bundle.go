package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"x509strict/web/cmd/build/squeeze"
	"x509strict/web/cmd/internal/version"
)

// leanEngine is the engine for the first verdict of a visit, without the functions that none calls.
func leanEngine(r version.Release) ([]byte, error) {
	wasm, err := compile(r, "lean")
	if err != nil {
		return nil, err
	}
	return withoutCold(wasm)
}

// withoutCold squeezes a lean engine whose functions have names.
func withoutCold(wasm []byte) ([]byte, error) {
	cold, err := readCold()
	if err != nil {
		return nil, err
	}
	return squeeze.Without(wasm, cold)
}

// wholeEngine is the engine that does everything.
func wholeEngine(r version.Release) ([]byte, error) {
	wasm, err := compile(r, "")
	if err != nil {
		return nil, err
	}
	return squeeze.Module(wasm)
}

// compile builds wasm/ for the browser, with the build tags given.
//
// -trimpath and -buildvcs=false keep the folder's name and the repository's state out of the bytes, an empty build id
// and -s -w leave out what only debuggers read (a third of the size), and squeeze takes out what only tracebacks read.
func compile(r version.Release, tags string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "x509strict-build-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "engine.wasm")
	args := []string{"build", "-trimpath", "-buildvcs=false", "-tags=" + tags, "-o", file}
	if tags == "lean" {
		// Smaller by a twentieth without inlining. Arithmetic keeps it: it would be many times slower. So do the
		// catalogs of texts: they would be put together at start instead of lying ready. Functions keep their names,
		// for squeeze, which drops them.
		args = append(args, "-ldflags="+strings.TrimPrefix(r.Flags(), "-s "), "-gcflags=all=-l", "-gcflags=crypto/...=",
			"-gcflags=math/...=", "-gcflags=x509strict/engine/rules=")
	} else {
		args = append(args, "-ldflags="+r.Flags())
	}
	cmd := exec.Command("go", append(args, "./wasm")...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOWASM=", "CGO_ENABLED=0", "GOFLAGS=")
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go build ./wasm: %w", err)
	}
	return os.ReadFile(file)
}

// goLoader is the path of wasm_exec.js that belongs to the compiler.
func goLoader() (string, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	for _, dir := range []string{"lib", "misc"} { // misc before Go 1.24
		path := filepath.Join(strings.TrimSpace(string(root)), dir, "wasm", "wasm_exec.js")
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf(
		"%s holds no wasm/wasm_exec.js: this Go can't build for browsers",
		strings.TrimSpace(string(root)),
	)
}

// bundleWorker is worker.js with Go's loader inside, as one script.
func bundleWorker() (string, error) {
	loader, err := goLoader()
	if err != nil {
		return "", err
	}
	out, err := bundle("web/worker.js", api.FormatIIFE, "", api.Plugin{Name: "go", Setup: func(b api.PluginBuild) {
		b.OnResolve(
			api.OnResolveOptions{Filter: `^wasm_exec\.js$`},
			func(api.OnResolveArgs) (api.OnResolveResult, error) {
				return api.OnResolveResult{Path: loader}, nil
			},
		)
	}})
	return string(out), err
}

// buildInfo is the module js/build.js (web/js/build.d.ts says what each field is).
type buildInfo struct {
	Version, Released, Worker, EngineSHA256 string
	Engines                                 *engines
	Copy                                    *offlineCopy
}

// engines are the addresses of the two engines: the lean one that a first verdict waits for, and the whole one.
type engines struct {
	Lean  string `json:"lean"`
	Whole string `json:"whole"`
}

type offlineCopy struct {
	URL    string `json:"url"`
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func (i buildInfo) plugin() api.Plugin {
	return api.Plugin{Name: "build", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: `/build\.js$`}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: "build.js", Namespace: "build"}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: "build"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			var module strings.Builder
			for _, field := range []struct {
				name  string
				value any
			}{
				{"VERSION", i.Version}, {"RELEASED", i.Released}, {"WORKER", i.Worker}, {"ENGINES", i.Engines},
				{"ENGINE_SHA256", i.EngineSHA256}, {"COPY", i.Copy},
			} {
				value, err := json.Marshal(field.value)
				if err != nil {
					return api.OnLoadResult{}, err
				}
				fmt.Fprintf(&module, "export const %s = %s;\n", field.name, value)
			}
			contents := module.String()
			return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
		})
	}}
}

// bundle joins and minifies the script or style sheet entry and all that it imports. What it exports, a script that is
// no module leaves in the global variable of that name ("" for none).
func bundle(entry string, format api.Format, global string, plugins ...api.Plugin) ([]byte, error) {
	return outcome(api.Build(api.BuildOptions{
		EntryPoints: []string{entry}, Bundle: true, Format: format, GlobalName: global, Plugins: plugins, Outdir: "out",
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsInline, LogLevel: api.LogLevelWarning, Metafile: true,
	}))
}

// bundleStyles joins style sheets in the order given.
func bundleStyles(sheets []string) ([]byte, error) {
	var all strings.Builder
	for _, sheet := range sheets {
		fmt.Fprintf(&all, "@import %q;\n", "./"+sheet)
	}
	return outcome(api.Build(api.BuildOptions{
		Stdin: &api.StdinOptions{
			Contents:   all.String(),
			ResolveDir: "web",
			Loader:     api.LoaderCSS,
		},
		Bundle:           true,
		Outdir:           "out",
		MinifyWhitespace: true,
		MinifySyntax:     true,
		Charset:          api.CharsetUTF8,
		LegalComments:    api.LegalCommentsInline,
		Metafile:         true,
		LogLevel:         api.LogLevelWarning,
		Loader:           map[string]api.Loader{".svg": api.LoaderDataURL},
	}))
}

// outcome is the one file of a bundle, made of the repository's own files only.
func outcome(r api.BuildResult) ([]byte, error) {
	if len(r.Errors) > 0 {
		e := r.Errors[0]
		if e.Location != nil {
			return nil, fmt.Errorf("%s:%d: %s", e.Location.File, e.Location.Line, e.Text)
		}
		return nil, errors.New(e.Text)
	}
	if len(r.OutputFiles) != 1 {
		return nil, fmt.Errorf("bundle: %d files instead of one", len(r.OutputFiles))
	}
	var from struct{ Inputs map[string]struct{} }
	if err := json.Unmarshal([]byte(r.Metafile), &from); err != nil {
		return nil, fmt.Errorf("bundle: its list of files: %w", err)
	}
	for name := range from.Inputs {
		if strings.Contains(name, "node_modules/") {
			return nil, fmt.Errorf("bundle: %s would be published, but sbom.cdx.json lists nothing from npm", name)
		}
	}
	return r.OutputFiles[0].Contents, nil
}

func minifyScript(source string) ([]byte, error) {
	r := api.Transform(source, api.TransformOptions{
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, Charset: api.CharsetUTF8,
	})
	if len(r.Errors) > 0 {
		return nil, errors.New(r.Errors[0].Text)
	}
	return r.Code, nil
}
