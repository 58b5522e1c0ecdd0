package engine

import (
	"encoding/base64"
	"encoding/pem"

	"x509strict/engine/read"
)

// PEMInputs writes the certificates of a report as PEM again, one input for each file or paste they came from, in
// order. Where their places say something of their roles, that stands above them.
func PEMInputs(certificates []Certificate) []read.Input {
	out := []read.Input{}
	at := map[string]int{}
	for _, c := range certificates {
		der, err := base64.StdEncoding.DecodeString(c.DER)
		if err != nil {
			continue // not one of our reports
		}
		if _, ok := at[c.File]; !ok {
			at[c.File] = len(out)
			out = append(out, read.Input{Name: c.File})
		}
		in := &out[at[c.File]]
		in.Data = append(in.Data, read.SeenLine(c.Seen)...)
		in.Data = append(in.Data, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	}
	return out
}
