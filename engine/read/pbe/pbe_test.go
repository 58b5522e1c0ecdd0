package pbe

import (
	"bytes"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"testing"

	"x509strict/engine/der"
)

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

// TestRC2 has the vectors of RFC 2268 section 5.
func TestRC2(t *testing.T) {
	for _, c := range []struct {
		key    string
		bits   int
		plain  string
		cipher string
	}{
		{"0000000000000000", 63, "0000000000000000", "ebb773f993278eff"},
		{"ffffffffffffffff", 64, "ffffffffffffffff", "278b27e42e2f0d49"},
		{"3000000000000000", 64, "1000000000000001", "30649edf9be7d2c2"},
		{"88", 64, "0000000000000000", "61a8a244adacccf0"},
		{"88bca90e90875a", 64, "0000000000000000", "6ccf4308974c267f"},
		{"88bca90e90875a7f0f79c384627bafb2", 64, "0000000000000000", "1a807d272bbe5db1"},
		{"88bca90e90875a7f0f79c384627bafb2", 128, "0000000000000000", "2269552ab0f85ca6"},
		{"88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e", 129, "0000000000000000", "5b78d3a43dfff1f1"},
	} {
		got := make([]byte, 8)
		newRC2(unhex(c.key), c.bits).Decrypt(got, unhex(c.cipher))
		if hex.EncodeToString(got) != c.plain {
			t.Errorf("key %s, %d bits: %x, want %s", c.key, c.bits, got, c.plain)
		}
	}
}

func TestPBKDF2AgreesWithTheStandardLibrary(t *testing.T) {
	for _, n := range []int{1, 2, 4095, 4096, 4097, 10000} {
		want, err := pbkdf2.Key(sha256.New, "password", []byte("salt"), n, 50)
		if err != nil {
			t.Fatal(err)
		}
		steps := 0
		got, err := PBKDF2(
			sha256.New,
			[]byte("password"),
			[]byte("salt"),
			n,
			50,
			func(k int) error { steps += k; return nil },
		)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d iterations: %x, want %x, %v", n, got, want, err)
		}
		if steps != 2*(n-1) { // two blocks
			t.Errorf("%d iterations: %d steps told", n, steps)
		}
	}
}

func TestDerivationsStopWhenTold(t *testing.T) {
	stop := errors.New("stop")
	calls := 0
	step := func(int) error {
		calls++
		if calls > 2 {
			return stop
		}
		return nil
	}
	if _, err := PBKDF2(sha1.New, nil, nil, 1<<30, 20, step); err != stop {
		t.Error(err)
	}
	calls = 0
	if _, err := PKCS12Key(sha1.New, nil, nil, 1<<30, forKey, 24, step); err != stop {
		t.Error(err)
	}
	calls = 0
	if _, err := pbkdf1(sha1.New, nil, nil, 1<<30, step); err != stop {
		t.Error(err)
	}
}

func TestIterationCounts(t *testing.T) {
	var many *IterationsError
	var unsupported *UnsupportedError
	for _, c := range []struct {
		content string
		n       int
		err     any
	}{
		{"01", 1, nil},
		{"009896" + "80", MaxIterations, nil},
		{"00989681", 0, &many},
		{"7fffffffffffffff", 0, &many},
		{"0100000000000000000000000000000000", 0, &many},
		{"00", 0, &unsupported},
		{"ff", 0, &unsupported},
	} {
		n, err := ReadIterations(der.NewReader(der.Build(2, unhex(c.content))))
		if n != c.n || c.err == nil && err != nil || c.err != nil && !errors.As(err, c.err) {
			t.Errorf("%s: %d, %v", c.content, n, err)
		}
	}
}

func TestGuessesShareAnAllowance(t *testing.T) {
	left := 25_000
	list := Candidates([]string{"given"}, &left, "guess")
	if len(list) != 4 || list[0].Guess || !list[1].Guess || !list[2].Null || list[3].Text != "guess" {
		t.Fatalf("%+v", list)
	}
	if !list[0].Affordable(MaxIterations) || !list[1].Affordable(10_000) || !list[2].Affordable(10_000) ||
		list[3].Affordable(10_000) ||
		left != 5_000 {
		t.Errorf("%d left", left)
	}
	if left = 1 << 40; list[1].Affordable(MaxGuess + 1) {
		t.Error("a guess may take more than MaxGuess")
	}
}
