package peer

import (
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Case is a server, what a client of it trusts, and when it connects.
type Case struct {
	ID   string    // unique within its set, of letters, digits and '-'
	Note string    // the faults, for people
	Host string    // a DNS name or an IP address, as a user writes it
	Time time.Time // when the client connects, whole seconds
	Key  string    // the leaf's private key, a name for testca.Named
	Sent [][]byte  // what the server sends, the leaf first
	CA   [][]byte  // the CA file
}

// Line writes the case, without the newline.
func (c *Case) Line() string {
	return strings.Join([]string{c.ID, c.Note, c.Host, strconv.FormatInt(c.Time.Unix(), 10), c.Key, hexes(c.Sent),
		hexes(c.CA)}, "\t")
}

// ParseLine reads what Line wrote.
func ParseLine(line string) (*Case, error) {
	f := strings.Split(line, "\t")
	if len(f) != 7 {
		return nil, fmt.Errorf("peer: a case has 7 fields, this line %d", len(f))
	}
	seconds, err := strconv.ParseInt(f[3], 10, 64)
	if err != nil {
		return nil, fmt.Errorf("peer: time of case %s: %w", f[0], err)
	}
	c := &Case{ID: f[0], Note: f[1], Host: f[2], Time: time.Unix(seconds, 0).UTC(), Key: f[4]}
	if c.Sent, err = unhex(f[5]); err == nil {
		c.CA, err = unhex(f[6])
	}
	if err != nil {
		return nil, fmt.Errorf("peer: certificates of case %s: %w", f[0], err)
	}
	return c, nil
}

// CAFile writes the CA file in PEM.
func (c *Case) CAFile() []byte { return pems(c.CA) }

// SentFile writes the server's chain in PEM.
func (c *Case) SentFile() []byte { return pems(c.Sent) }

func pems(list [][]byte) []byte {
	var out []byte
	for _, one := range list {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: one})...)
	}
	return out
}

// hexes writes certificates for compression: in hexadecimal, equal bytes look equal at any place.
func hexes(list [][]byte) string {
	var out []string
	for _, one := range list {
		out = append(out, hex.EncodeToString(one))
	}
	return strings.Join(out, ",")
}

func unhex(text string) ([][]byte, error) {
	if text == "" {
		return nil, nil
	}
	var out [][]byte
	for _, one := range strings.Split(text, ",") {
		b, err := hex.DecodeString(one)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}
