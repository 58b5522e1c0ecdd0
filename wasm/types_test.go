//go:build !js

package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"x509strict/engine"
	"x509strict/engine/mend"
)

// The shapes that cross the border are said twice: as Go structs, and as JSDoc types that tsc checks the page with.
// These tests walk the structs and hold every field of either side to the other.

// fields are the properties of one JSDoc type, by name; an optional one ends in "?".
type fields map[string]string

var (
	furtherLine = regexp.MustCompile(`\n\s*\* +`) // of a comment

	inlineType = regexp.MustCompile(`@typedef \{\{((?:[^{}]|\{[^{}]*\})*)\}\} (\w+)`)
	objectType = regexp.MustCompile(`(?s)@typedef \{object\} (\w+)(.*?)(?:\*/|@typedef)`)
	property   = regexp.MustCompile(`(?m)@property \{((?:[^{}]|\{[^{}]*\})*)\} (\[?\w+\]?)`)
	member     = regexp.MustCompile(`(\w+\??): ((?:[^,{}<]|\{[^{}]*\}|<[^<>]*>)+)`)
)

// typedefs reads the object types of a JavaScript file.
func typedefs(t *testing.T, file string) map[string]fields {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../web/js", file))
	if err != nil {
		t.Fatal(err)
	}
	text := furtherLine.ReplaceAllString(string(b), " ")
	out := map[string]fields{}
	for _, m := range inlineType.FindAllStringSubmatch(text, -1) {
		out[m[2]] = members(m[1])
	}
	// An object type ends where the next begins, so the text is looked through from each.
	for rest := text; ; {
		at := objectType.FindStringSubmatchIndex(rest)
		if at == nil {
			return out
		}
		f := fields{}
		for _, p := range property.FindAllStringSubmatch(rest[at[4]:at[5]], -1) {
			name := p[2]
			if inner, ok := strings.CutPrefix(name, "["); ok {
				name = strings.TrimSuffix(inner, "]") + "?"
			}
			f[name] = p[1]
		}
		out[rest[at[2]:at[3]]] = f
		rest = rest[at[5]:]
	}
}

func members(text string) fields {
	f := fields{}
	for _, m := range member.FindAllStringSubmatch(text, -1) {
		f[m[1]] = strings.TrimSpace(m[2])
	}
	return f
}

// walker compares Go types with JSDoc types.
type walker struct {
	t     *testing.T
	types map[string]fields
	seen  map[reflect.Type]bool
	used  map[string]bool
}

// object compares a struct, by the names of its json tags, with the properties of a type.
func (w *walker) object(where string, v reflect.Type, of fields) {
	missing := maps.Clone(of)
	for i := range v.NumField() {
		f := v.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		typ, ok := of[name]
		if !ok {
			w.t.Errorf("%s.%s of Go is missing in web/js/types.js or protocol.js", where, name)
			continue
		}
		delete(missing, name)
		w.value(where+"."+name, f.Type, typ)
	}
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		w.t.Errorf("%s.%s of JavaScript is missing in Go", where, name)
	}
}

// value compares the type of one field.
func (w *walker) value(where string, v reflect.Type, typ string) {
	if v.Kind() == reflect.Pointer {
		inner, ok := strings.CutSuffix(typ, "|null")
		if !ok {
			w.t.Errorf("%s is %s, but may be null", where, typ)
		}
		v, typ = v.Elem(), inner
	}
	typ = imported.ReplaceAllString(typ, "")
	is := func(want bool) {
		if !want {
			w.t.Errorf("%s is %s in JavaScript, %s in Go", where, typ, v)
		}
	}
	switch v.Kind() {
	case reflect.String:
		is(typ == "string" || words.MatchString(typ) || words.MatchString(aliases[typ]))
	case reflect.Bool:
		is(typ == "boolean")
	case reflect.Int:
		is(typ == "number")
	case reflect.Map:
		is(typ == "Record<string, string>" && v.Elem().Kind() == reflect.String ||
			typ == "Record<string, number>" && v.Elem().Kind() == reflect.Int)
	case reflect.Slice:
		inner, ok := strings.CutSuffix(typ, "[]")
		is(ok)
		if ok {
			w.value(where+"[]", v.Elem(), inner)
		}
	case reflect.Struct:
		if strings.HasPrefix(typ, "{") {
			w.object(where, v, members(strings.Trim(typ, "{}")))
			return
		}
		of, ok := w.types[typ]
		is(ok)
		w.used[typ] = true
		if ok && !w.seen[v] {
			w.seen[v] = true
			w.object(typ, v, of)
		}
	default:
		w.t.Errorf("%s: a %s does not cross the border", where, v.Kind())
	}
}

// imported is where a type comes from.
var imported = regexp.MustCompile(`^import\("[^"]*"\)\.`)

// words is a choice of texts.
var words = regexp.MustCompile(`^"[^"]*"(\|"[^"]*")*$`)

// aliases are the names of such choices.
var aliases = map[string]string{"Verdict": `"accepted"`}

func TestReportTypes(t *testing.T) {
	types := typedefs(t, "types.js")
	maps.Copy(types, typedefs(t, "protocol.js"))
	for name, v := range map[string]any{
		"Report":       engine.Report{},
		"AuditRow":     engine.AuditRow{},
		"AuditSummary": engine.AuditSummary{},
		"Detail":       engine.Detail{},
		"RepairResult": mend.Repaired{},
		"FleetResult":  mend.Fleet{},
	} {
		w := &walker{t: t, types: types, seen: map[reflect.Type]bool{}, used: map[string]bool{}}
		of, ok := types[name]
		if !ok || len(of) == 0 {
			t.Fatalf("types.js and protocol.js have no %s", name)
		}
		if name == "RepairResult" || name == "FleetResult" {
			of = maps.Clone(of)
			delete(of, "files") // bytes go beside the JSON
		}
		w.object(name, reflect.TypeOf(v), of)
		if name == "Report" && len(w.used) < 10 {
			t.Errorf("only %d types were reached", len(w.used))
		}
	}
}

// protocol says which JSDoc type a struct of this package is, and what of the type is read beside it.
var protocol = map[string]struct {
	typ     string
	without []string
}{
	"checkArgs":     {"CheckArgs", []string{"inputs", "chain"}},
	"repairOptions": {"RepairOptions", nil},
	"newCAArgs":     {"NewCAArgs", nil},
	"wantedArgs":    {"Wanted", nil},
	"catalogAnswer": {"Catalog", nil},
	"clientRow":     {"CatalogClient", nil},
	"groupRow":      {"ClientGroup", nil},
	"snippet":       {"Snippet", nil},
	"historyAnswer": {"HistoryList", nil},
	"entry":         {"HistoryEntry", nil},
	"importAnswer":  {"HistoryImport", nil},
	"refusal":       {"Refusal", nil},
}

// TestProtocolTypes compares the structs of this package, which only WebAssembly builds, by their source.
func TestProtocolTypes(t *testing.T) {
	typed := typedefs(t, "protocol.js")
	b, err := os.ReadFile("../web/js/protocol.js")
	if err != nil {
		t.Fatal(err)
	}
	structs := tagged(t)
	for name := range structs {
		if protocol[name].typ == "" && name != "linkArgs" { // the arguments of two calls in one
			t.Errorf("nothing says which type of protocol.js %s is", name)
		}
	}
	for name, more := range protocol {
		is, ok := structs[name]
		if !ok {
			t.Errorf("wasm has no struct %s", name)
			continue
		}
		of := maps.Clone(typed[more.typ])
		if len(of) == 0 {
			t.Errorf("protocol.js has no %s", more.typ)
		}
		for _, key := range more.without {
			if _, there := of.take(key); !there {
				t.Errorf("%s.%s is not there to be left out", more.typ, key)
			}
		}
		if name == "checkArgs" { // audit and pick take more than check
			is = slices.DeleteFunc(is, func(f *ast.Field) bool {
				return regexp.MustCompile(fmt.Sprintf(`CheckArgs & \{[^}]*\b%s\??:`, jsName(f))).Match(b)
			})
		}
		compare(t, more.typ, is, of)
	}
	calls := regexp.MustCompile(`(?s)export const CALLS = .*?\[(.*?)\]`).FindSubmatch(b)
	if calls == nil {
		t.Fatal("protocol.js lists no calls")
	}
	listed := regexp.MustCompile(`"(\w+)"`).FindAllStringSubmatch(string(calls[1]), -1)
	source := sources(t)
	for _, call := range listed {
		if !strings.Contains(source, fmt.Sprintf("%q:", call[1])) {
			t.Errorf("wasm has no call %q", call[1])
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^\t"(\w+)": +\w+,$`).FindAllStringSubmatch(source, -1) {
		if !slices.ContainsFunc(listed, func(c []string) bool { return c[1] == m[1] }) && m[1] != "" {
			t.Errorf("protocol.js does not list the call %q", m[1])
		}
	}
}

// sources is main.go and whole.go, which list the calls.
func sources(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, file := range []string{"main.go", "whole.go"} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(b)
	}
	return all.String()
}

// take removes a property, optional or not, and returns its type.
func (of fields) take(name string) (typ string, there bool) {
	for _, key := range []string{name, name + "?"} {
		if typ, there = of[key]; there {
			delete(of, key)
			return typ, true
		}
	}
	return "", false
}

// compare holds the fields of a struct to the properties of a type, which it uses up.
func compare(t *testing.T, where string, is []*ast.Field, of fields) {
	t.Helper()
	for _, f := range is {
		name := jsName(f)
		typ, ok := of.take(name)
		if !ok {
			t.Errorf("%s.%s of Go is missing in JavaScript", where, name)
			continue
		}
		goType := f.Type
		if list, ok := goType.(*ast.ArrayType); ok && strings.HasSuffix(typ, "[]") {
			goType, typ = list.Elt, strings.TrimSuffix(typ, "[]")
		}
		if s, ok := goType.(*ast.StructType); ok {
			if !strings.HasPrefix(typ, "{") {
				t.Errorf("%s.%s is %s in JavaScript, a struct in Go", where, name, typ)
				continue
			}
			compare(t, where+"."+name, named(s), members(strings.Trim(typ, "{}")))
			continue
		}
		written := types.ExprString(goType)
		want := map[string]string{"bool": "boolean", "int": "number", "map[string]string": "Record<string, string>"}[written]
		if want == "" {
			want = protocol[written].typ
		}
		if typ != want && !(written == "string" && (typ == "string" || words.MatchString(typ))) {
			t.Errorf("%s.%s is %s in JavaScript, %s in Go", where, name, typ, written)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(of)) {
		t.Errorf("%s.%s of JavaScript is missing in Go", where, key)
	}
}

func jsName(f *ast.Field) string {
	if f.Tag == nil {
		return ""
	}
	return reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("js")
}

// named are the fields of a struct with a js tag.
func named(s *ast.StructType) (out []*ast.Field) {
	for _, f := range s.Fields.List {
		if jsName(f) != "" {
			out = append(out, f)
		}
	}
	return out
}

// tagged are the fields with a js tag of this package's structs, by struct.
func tagged(t *testing.T) map[string][]*ast.Field {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]*ast.Field{}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				if s, ok := spec.Type.(*ast.StructType); ok && len(named(s)) > 0 {
					out[spec.Name.Name] = named(s)
				}
			}
			return true
		})
	}
	return out
}
