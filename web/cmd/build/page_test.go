package main

import (
	"bytes"
	"testing"
)

// TestHead: the policy binds all that follows; the early script does not hold up what it runs beside, and no style
// sheet holds up the early script.
func TestHead(t *testing.T) {
	t.Chdir("../../..")
	p, err := readPage("web")
	if err != nil {
		t.Fatal(err)
	}
	index, _, err := (&site{page: p}).bundlePage(buildInfo{})
	if err != nil {
		t.Fatal(err)
	}
	last := -1
	for _, want := range []string{
		`http-equiv="Content-Security-Policy"`,
		`<link rel="preload" as="style"`,
		`<script type="module" blocking="render" src="assets/main-`,
		`<script src="assets/boot-`,
		`<link rel="stylesheet"`,
		`</head>`,
	} {
		at := bytes.Index(index, []byte(want))
		if at <= last {
			t.Errorf("%s stands at %d, behind what has to follow it, or not at all", want, at)
		}
		last = at
	}
}
