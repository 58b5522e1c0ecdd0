package main

import (
	"strings"
	"testing"
)

func TestTally(t *testing.T) {
	in := `{"Action":"run","Package":"p","Test":"A"}
{"Action":"pass","Package":"p","Test":"A"}
{"Action":"output","Package":"p","Test":"B","Output":"    b.go:3: wrong\n"}
{"Action":"fail","Package":"p","Test":"B"}
{"Action":"output","Package":"p","Test":"C","Output":"    c.go:4: needs openssl\n"}
{"Action":"skip","Package":"p","Test":"C"}
{"Action":"fail","Package":"p","Elapsed":1.5}
{"Action":"fail","Package":"q","Elapsed":0}
{"Action":"output","Package":"r","Test":"D","Output":"panic: test timed out after 15m0s\\n"}
{"Action":"fail","Package":"r","Elapsed":900}
`
	var out strings.Builder
	got, err := tally(strings.NewReader(in), &out)
	if err != nil {
		t.Fatal(err)
	}
	if want := (counts{1, 3, 1}); got != want { // q and r failed without a test: that counts too
		t.Errorf("counts %+v, want %+v", got, want)
	}
	for _, want := range []string{"b.go:3: wrong", "c.go:4: needs openssl", "fail  q", "r D did not end", "timed out"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("output lacks %q:\n%s", want, out.String())
		}
	}
}
