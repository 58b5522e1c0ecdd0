package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"fmt"

	"x509strict/engine/cert"
	"x509strict/engine/read"
	"x509strict/engine/roles"
)

// Pick finds the certificate with the SHA-256 fingerprint (lower-case hex) and returns it with every other one that
// may have issued it, as DER, or as PEM with what its places say of its role, one input each, named after the file it
// came from. The error is a [*UsageError] when
// there is no such certificate, else those of [Check].
func Pick(inputs []read.Input, o Options, fingerprint string) ([]read.Input, error) {
	r, err := start(o)
	if err != nil {
		return nil, err
	}
	if r.bundle, err = r.read(inputs); err != nil {
		return nil, err
	}
	items := r.items()
	r.indexItems(items)
	if r.decision, err = roles.DecideRoles(items, r.roleOptions()); err != nil {
		return nil, err
	}
	for i, c := range items {
		if sum := sha256.Sum256(c.Raw); hex.EncodeToString(sum[:]) != fingerprint {
			continue
		}
		chain, err := r.decision.ChainOf(i)
		if err != nil {
			return nil, err
		}
		seen := r.decision.Seen()
		input := func(at int) read.Input {
			data := items[at].Raw
			if line := read.SeenLine(seen[at]); line != "" {
				data = append([]byte(line), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: data})...)
			}
			return read.Input{Name: items[at].File, Data: data}
		}
		out := []read.Input{input(i)}
		for _, list := range [][]*cert.Certificate{chain.Untrusted, chain.Trusted} {
			for _, x := range list {
				if at := r.at(x); at >= 0 && at != i {
					out = append(out, input(at))
				}
			}
		}
		return out, nil
	}
	return nil, &UsageError{fmt.Sprintf("pick: no certificate has the fingerprint %q", fingerprint)}
}
