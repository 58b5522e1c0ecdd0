package message

import "testing"

// TestAddressIn: words of a sentence behind "connect to" and the like are no hosts, but where a port follows.
func TestAddressIn(t *testing.T) {
	for _, c := range []struct {
		text, lead string
		host       string
		port       int
	}{
		{"connect to server at '10.0.0.1' failed", "connect to server ", "", 0},
		{"Failed to connect to the server", "Failed to connect to ", "", 0},
		{"Could not connect to a broker: timeout", "Could not connect to ", "", 0},
		{"Connecting to on port 443", "Connecting to ", "", 0},
		{"Can't connect to from here", "Can't connect to ", "", 0},
		{"connection to for https", "Connection to ", "", 0},
		{"Can't connect to to:8443", "Can't connect to ", "to", 8443},
		{"Failed to connect to with.example: timeout", "Failed to connect to ", "with.example", 0},
		{"Failed to connect to db.example port 5432", "Failed to connect to ", "db.example", 5432},
		{"Connecting to MQTT broker a.example:8883", "Connecting to ", "a.example", 8883},
		{"Failed to connect to server from 10.0.0.1:51000", "Failed to connect to ", "", 0},
	} {
		if host, port := addressIn([]byte(c.text), c.lead, ":"); host != c.host || port != c.port {
			t.Errorf("%q: %s:%d, want %s:%d", c.text, host, port, c.host, c.port)
		}
	}
}
