//go:build !lean

package message

import "strconv"

// encryptionHandshake is how QUICHE, Chrome's QUIC, leads in an alert by TLS' number of it.
const encryptionHandshake = "(ENCRYPTION_HANDSHAKE) "

// quicLeads are the words in front of an error of QUIC's that is a TLS alert: RFC 9001 section 4.8 counts those from
// 0x100. base is the radix of the number behind, of which digits are left where the lead holds the others.
var quicLeads = []struct {
	text         string
	base, digits int
	less         int // what to take off the number
}{
	{"CRYPTO_ERROR (0x1", 16, 2, 0},                   // quic-go
	{"CRYPTO_ERROR 0x1", 16, 2, 0},                    // quic-go since 0.31
	{"Connection close received (code 0x1", 16, 2, 0}, // aioquic
	{"Shut down by transport, 0x804101", 16, 2, 0},    // MsQuic on Windows
	{"Shut down by transport, 0xbebc3", 16, 2, 0},     // and elsewhere, where its errors begin at 200,000,000
	{"error::Code(VarInt(", 10, 3, 256},               // s2n-quic
	{"closed with transport code ", 10, 3, 256},       // quiche in JavaScript
	{encryptionHandshake, 10, 2, 0},
}

// quic takes a TLS alert by QUIC's number of it. It is weak: what was wrong with the certificate may stand beside.
func (q *Text) quic(lead, at, end int) {
	l := quicLeads[lead]
	if end+l.digits > len(q.b) {
		return
	}
	n, err := strconv.ParseUint(q.b[end:end+l.digits], l.base, 16)
	if err != nil {
		return
	}
	a := alertByNumber(int(n) - l.less)
	if a == nil {
		return
	}
	to := end + l.digits
	f := find{
		Message: Message{Meaning: a.meaning(), Alert: a.number, Text: q.between(at, to)},
		from:    at,
		end:     to,
		weak:    true,
		either:  true,
	}
	before, after := q.around(at, to, 140)
	switch {
	case l.text != encryptionHandshake && containsAny(after, encryptionHandshake): // says more of the same
		return
	case l.text == encryptionHandshake: // of clients: its servers verify none
		f.Side, f.either = ClientSide, false
		if containsAny(before, "err_quic_") {
			f.Client, f.family = "chrome", chromeFamily
		}
	case containsAny(before, "quicconnectionfailed") && containsAny(after, "initiator:local"):
		f.Side = ClientSide
	}
	q.add(f)
}
