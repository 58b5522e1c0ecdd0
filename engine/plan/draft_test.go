package plan

import (
	"testing"

	"x509strict/engine/lang"
)

// TestTx puts a text into a text: each language takes its own.
func TestTx(t *testing.T) {
	inner := lang.Text{EN: "key usage", ZH: "密钥用法"}
	want := lang.Text{
		EN: "key usage of “CA”",
		ZH: "“CA”的密钥用法",
	}
	if got := tx("%s of “%s”", "“%[2]s”的%[1]s", inner, "CA"); got != want {
		t.Errorf("%q", got)
	}
}
