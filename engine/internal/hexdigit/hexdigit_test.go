package hexdigit_test

import (
	"strconv"
	"testing"

	"x509strict/engine/internal/hexdigit"
)

func TestValue(t *testing.T) {
	for c := range 256 {
		want := -1
		if v, err := strconv.ParseUint(string([]byte{byte(c)}), 16, 8); err == nil {
			want = int(v)
		}
		if got := hexdigit.Value(byte(c)); got != want {
			t.Errorf("%q is %d, not %d", byte(c), got, want)
		}
	}
}
