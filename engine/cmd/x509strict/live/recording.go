package live

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/tls"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"io"
	"net"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"
)

// maxRecorded bounds what is kept of a handshake: OpenSSL sends and takes chains of at most 100 kB by default.
const maxRecorded = 1 << 20

// recording is a connection that keeps what the server sends during the handshake. crypto/tls parses every certificate
// and hands over none if it refuses one, and those are what people ask about.
type recording struct {
	net.Conn
	received bytes.Buffer
	keys     bytes.Buffer // the handshake's secrets, as SSLKEYLOGFILE has them; they live as long as the call
}

func newRecording(conn net.Conn) *recording { return &recording{Conn: conn} }

func (r *recording) Read(p []byte) (int, error) {
	n, err := r.Conn.Read(p)
	if r.received.Len() < maxRecorded {
		r.received.Write(p[:n])
	}
	return n, err
}

// secrets is where crypto/tls writes the secrets of the handshake.
func (r *recording) secrets() io.Writer { return &r.keys }

// Record and handshake types, RFC 8446 sections 5.1 and 4.
const (
	recordHandshake   = 22
	recordApplication = 23

	messageServerHello = 2
	messageCertificate = 11
)

// certificates are those of the first Certificate message, and the version that was agreed on; nil when none came.
func (r *recording) certificates() (chain [][]byte, version string) {
	var messages []byte
	var open *opener
	agreed := uint16(0)
	for rest := r.received.Bytes(); len(rest) >= 5; {
		kind, size := rest[0], int(binary.BigEndian.Uint16(rest[3:]))
		if len(rest) < 5+size {
			break
		}
		head, body := rest[:5], rest[5:5+size]
		rest = rest[5+size:]
		if kind == recordApplication && open != nil {
			if body, kind = open.record(head, body); body == nil {
				break
			}
		}
		if kind != recordHandshake {
			continue
		}
		messages = append(messages, body...)
		for len(messages) >= 4 {
			length := int(messages[1])<<16 | int(messages[2])<<8 | int(messages[3])
			if len(messages) < 4+length {
				break
			}
			what, content := messages[0], messages[4:4+length]
			messages = messages[4+length:]
			switch what {
			case messageServerHello:
				var suite uint16
				if agreed, suite = hello(content); agreed == tls.VersionTLS13 {
					open = newOpener(suite, r.secret("SERVER_HANDSHAKE_TRAFFIC_SECRET"))
				}
			case messageCertificate:
				return listed(content, agreed == tls.VersionTLS13), tls.VersionName(agreed)
			}
		}
	}
	return nil, ""
}

// secret finds one in the key log: lines of a label, the client's random and the secret, in hex.
func (r *recording) secret(label string) []byte {
	for line := range strings.Lines(r.keys.String()) {
		f := strings.Fields(line)
		if len(f) == 3 && f[0] == label {
			secret, err := hex.DecodeString(f[2])
			if err == nil {
				return secret
			}
		}
	}
	return nil
}

// hello reads version and cipher suite of a ServerHello (RFC 8446 section 4.1.3); 0 when it is cut short.
func hello(b []byte) (version, suite uint16) {
	if len(b) < 38 || len(b) < 38+int(b[34]) {
		return 0, 0
	}
	version = binary.BigEndian.Uint16(b)
	b = b[35+int(b[34]):]
	suite = binary.BigEndian.Uint16(b)
	if b = b[3:]; len(b) < 2 {
		return version, suite
	}
	for b = b[2:]; len(b) >= 4; {
		kind, size := binary.BigEndian.Uint16(b), int(binary.BigEndian.Uint16(b[2:]))
		if len(b) < 4+size {
			break
		}
		if kind == 43 && size == 2 { // supported_versions
			version = binary.BigEndian.Uint16(b[4:])
		}
		b = b[4+size:]
	}
	return version, suite
}

// listed takes a Certificate message apart (RFC 5246 section 7.4.2; RFC 8446 section 4.4.2 adds a context and
// extensions for each).
func listed(b []byte, extended bool) (chain [][]byte) {
	if extended {
		if len(b) < 1 || len(b) < 1+int(b[0]) {
			return nil
		}
		b = b[1+int(b[0]):]
	}
	if len(b) < 3 {
		return nil
	}
	for b = b[3:]; len(b) >= 3; {
		size := int(b[0])<<16 | int(b[1])<<8 | int(b[2])
		if len(b) < 3+size {
			break
		}
		chain = append(chain, bytes.Clone(b[3:3+size]))
		b = b[3+size:]
		if extended {
			if len(b) < 2 || len(b) < 2+int(binary.BigEndian.Uint16(b)) {
				break
			}
			b = b[2+int(binary.BigEndian.Uint16(b)):]
		}
	}
	return chain
}

// opener decrypts the server's records of a TLS 1.3 handshake (RFC 8446 section 5.2).
type opener struct {
	aead cipher.AEAD
	iv   []byte
	next uint64
}

// newOpener derives key and nonce from the traffic secret (RFC 8446 section 7.3); nil if that cannot be done.
func newOpener(suite uint16, secret []byte) *opener {
	var newHash func() hash.Hash = sha256.New
	size := 16
	switch suite {
	case tls.TLS_AES_128_GCM_SHA256:
	case tls.TLS_AES_256_GCM_SHA384:
		newHash, size = sha512.New384, 32
	case tls.TLS_CHACHA20_POLY1305_SHA256:
		size = 32
	default:
		return nil
	}
	if secret == nil {
		return nil
	}
	key, err := expand(newHash, secret, "key", size)
	if err != nil {
		return nil
	}
	iv, err := expand(newHash, secret, "iv", 12)
	if err != nil {
		return nil
	}
	var aead cipher.AEAD
	if suite == tls.TLS_CHACHA20_POLY1305_SHA256 {
		aead, err = chacha20poly1305.New(key)
	} else {
		var block cipher.Block
		if block, err = aes.NewCipher(key); err == nil {
			aead, err = cipher.NewGCM(block)
		}
	}
	if err != nil {
		return nil
	}
	return &opener{aead: aead, iv: iv}
}

// expand is HKDF-Expand-Label with an empty context.
func expand(newHash func() hash.Hash, secret []byte, label string, size int) ([]byte, error) {
	label = "tls13 " + label
	info := binary.BigEndian.AppendUint16(nil, uint16(size))
	info = append(append(append(info, byte(len(label))), label...), 0)
	return hkdf.Expand(newHash, secret, string(info), size)
}

// record decrypts one and returns its content and inner type; nil if it is not one of the handshake.
func (o *opener) record(head, body []byte) ([]byte, byte) {
	nonce := bytes.Clone(o.iv)
	for i := range 8 {
		nonce[len(nonce)-1-i] ^= byte(o.next >> (8 * i))
	}
	o.next++
	plain, err := o.aead.Open(nil, nonce, body, head)
	if err != nil {
		return nil, 0
	}
	plain = bytes.TrimRight(plain, "\x00")
	if len(plain) == 0 {
		return nil, 0
	}
	return plain[:len(plain)-1], plain[len(plain)-1]
}
