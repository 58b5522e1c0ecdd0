package javapkix

import "slices"

// Readings remembers certificates as Java holds them, for the releases that are asked about the same ones: nearly all
// read alike in every release. The zero value is ready; nil remembers nothing.
type Readings struct{ known map[place]*certificate }

// place is where a certificate's bytes lie, and which of Java's two ways reads them.
type place struct {
	first *byte
	sent  bool
}

// maxReadings bounds the memory: beyond it everything remembered is dropped.
const maxReadings = 1 << 12

// trusted reads a certificate of a trust store.
func (m *Readings) trusted(g Given, r Release) (*certificate, *thrown) {
	return m.read(g, r, false, load)
}

// sent reads a certificate of a handshake.
func (m *Readings) sent(g Given, r Release) (*certificate, *thrown) {
	return m.read(g, r, true, loadSent)
}

func (m *Readings) read(
	g Given, r Release, sent bool, load func([]byte, reading) (*certificate, *thrown),
) (*certificate, *thrown) {
	if m == nil || len(g.DER) == 0 {
		c, err := load(g.DER, reading{release: r})
		if err == nil {
			c.parsed = g.Parsed
		}
		return c, err
	}
	at := place{&g.DER[0], sent}
	if c := m.known[at]; c != nil {
		return c.again(), nil
	}
	differs := false
	c, err := load(g.DER, reading{r, &differs})
	if err != nil {
		return nil, err
	}
	c.parsed = g.Parsed
	if differs {
		return c, nil
	}
	if m.known == nil || len(m.known) >= maxReadings {
		m.known = map[place]*certificate{}
	}
	m.known[at] = c
	return c.again(), nil
}

// again is the certificate for another verification: one adds to the alternative names.
func (c *certificate) again() *certificate {
	own := *c
	own.altNames = slices.Clone(c.altNames)
	return &own
}
