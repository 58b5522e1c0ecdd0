package read

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/internal/hexdigit"
)

// Limits of links: a chain of certificates fits many times over, and nothing larger survives mail and chat.
const (
	maxFragment       = 1 << 20 // characters
	maxFragmentData   = 1 << 20 // bytes after inflating
	maxFragmentFields = 64
	maxHost           = 255
)

// ErrKeyInLink refuses a link with a private key in it: links are stored in histories, logs and chats.
var ErrKeyInLink = errors.New("read: the link holds a private key; never put a key into a link, and replace this key")

// DecodeFragment reads the fragment of a link, with or without its "#": cert (base64url of the raw DEFLATE of
// certificates in DER, one after another), seen (what their places say of their roles, as [FormatSeen] writes it, in
// the order of the certificates and separated by semicolons; only behind cert), pem (percent-encoded PEM), der
// (base64url of one DER), host, client and lang. Unknown fields are ignored, and so are values of client and lang
// that cannot be any. The error says which field is wrong, or is ErrKeyInLink. Inputs carry the name of their field,
// as in "link cert".
func DecodeFragment(fragment string) (inputs []Input, host, client, lang string, err error) {
	fragment = strings.TrimPrefix(fragment, "#")
	if len(fragment) > maxFragment {
		return nil, "", "", "", &LimitError{What: "characters of a link", Limit: maxFragment}
	}
	fields := strings.SplitN(fragment, "&", maxFragmentFields+1)
	if len(fields) > maxFragmentFields {
		return nil, "", "", "", &LimitError{What: "fields of a link", Limit: maxFragmentFields}
	}
	for _, field := range fields {
		name, value, _ := strings.Cut(field, "=")
		if n := len(inputs) - 1; name == "seen" && n >= 0 && inputs[n].Name == "link cert" {
			inputs[n].Data = withSeen(inputs[n].Data, value)
			continue
		}
		var data []byte
		var fault error
		switch name {
		case "cert":
			data, fault = inflateLink(value)
		case "der":
			data, fault = decodeLink(value)
		case "pem":
			data, fault = unescapePercent(value)
		case "host":
			host, fault = linkHost(value)
		case "client":
			client = linkWord(value)
		case "lang":
			if value == "en" || value == "zh" {
				lang = value
			}
		}
		if fault != nil {
			return nil, "", "", "", fmt.Errorf("read: link: %s: %w", name, fault)
		}
		if data == nil {
			continue
		}
		if holdsKey(data) {
			return nil, "", "", "", ErrKeyInLink
		}
		inputs = append(inputs, Input{Name: "link " + name, Data: data})
	}
	return inputs, host, client, lang, nil
}

// withSeen writes certificates in DER as PEM, each with what its places say of its role. What does not fit is ignored:
// it is evidence, and the certificates are there without it.
func withSeen(ders []byte, value string) []byte {
	plain, err := unescapePercent(value)
	if err != nil {
		return ders
	}
	var out []byte
	rest := ders
	for _, seen := range strings.Split(string(plain), ";") {
		_, after, err := cert.Parse(rest)
		if err != nil {
			return ders
		}
		out = append(out, SeenLine(seen)...)
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: rest[:len(rest)-len(after)]})...)
		if rest = after; len(rest) == 0 {
			break
		}
	}
	if len(rest) > 0 {
		return ders
	}
	return out
}

// decodeLink decodes base64url; padding, and the standard alphabet of hand-made links, do no harm.
func decodeLink(value string) ([]byte, error) {
	plain, err := unescapePercent(value)
	if err != nil {
		return nil, err
	}
	chars := bytes.TrimRight(plain, "=")
	for i, c := range chars {
		if !isBase64(c) {
			return nil, fmt.Errorf("character %d, %s, is not base64url", i+1, printable(c))
		}
	}
	if len(chars) == 0 {
		return nil, errors.New("empty")
	}
	return decodeBase64(chars), nil
}

func inflateLink(value string) ([]byte, error) {
	packed, err := decodeLink(value)
	if err != nil {
		return nil, err
	}
	limit := min(maxFragmentData, 64*len(packed)+maxSlack)
	data, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), int64(limit)+1))
	switch {
	case err != nil:
		return nil, errors.New("damaged or cut off: it does not inflate")
	case len(data) > limit:
		return nil, errExpands
	case len(data) == 0:
		return nil, errors.New("empty")
	}
	return data, nil
}

// unescapePercent decodes %XX. A plus sign stays one: it is part of base64.
func unescapePercent(s string) ([]byte, error) {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			out = append(out, s[i])
			continue
		}
		if i+2 >= len(s) || hexdigit.Value(s[i+1]) < 0 || hexdigit.Value(s[i+2]) < 0 {
			return nil, fmt.Errorf("character %d: broken percent-encoding", i+1)
		}
		out = append(out, byte(hexdigit.Value(s[i+1])<<4|hexdigit.Value(s[i+2])))
		i += 2
	}
	return out, nil
}

// linkHost accepts what can be a host name or an address.
func linkHost(value string) (string, error) {
	host, err := unescapePercent(value)
	if err != nil {
		return "", err
	}
	if len(host) > maxHost {
		return "", fmt.Errorf("longer than %d characters", maxHost)
	}
	for _, c := range host {
		if c <= ' ' || c == 0x7f || strings.IndexByte(`<>"'&\/`, c) >= 0 {
			return "", fmt.Errorf("%s does not belong into a host name", printable(c))
		}
	}
	return string(host), nil
}

// linkWord accepts a short identifier, else nothing.
func linkWord(value string) string {
	if len(value) > 40 {
		return ""
	}
	for i := 0; i < len(value); i++ {
		if c := value[i]; !isAlnum(c) && c != '-' && c != '.' {
			return ""
		}
	}
	return value
}

// holdsKey reports whether data holds a private key, or a container that can hold one, in any form that Read finds.
// What cannot be read is left for the reading proper to say.
func holdsKey(data []byte) bool {
	found := bytes.Contains(bytes.ToUpper(data), []byte("PRIVATE KEY"))
	look := func(s Sealed) (*Opened, error) {
		if bytes.HasPrefix(s.Data, magicJKS) || bytes.HasPrefix(s.Data, magicJCEKS) || s.Headers != nil {
			found = true
		}
		switch Shape(s.Data) {
		case ShapeKey, ShapeSealedKey, ShapePKCS12:
			found = true
		}
		return nil, nil
	}
	if !found {
		_, err := Read([]Input{{Data: data}}, Options{Openers: []Opener{look}})
		found = found || err != nil // over a limit: nothing that belongs into a link
	}
	return found
}

// EncodeFragment makes the fragment, "#" included, that DecodeFragment reads back: certificates in DER, deflated, and
// what is not empty of seen (one for each certificate, or none), host, client and lang. Anything but certificates is
// refused.
func EncodeFragment(ders [][]byte, seen []string, host, client, lang string) (string, error) {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		return "", fmt.Errorf("read: link: %w", err)
	}
	total := 0
	for i, d := range ders {
		if _, rest, err := cert.Parse(d); err != nil || len(rest) > 0 {
			return "", fmt.Errorf("read: link: item %d is not one certificate", i+1)
		}
		if total += len(d); total > maxFragmentData {
			return "", &LimitError{What: "bytes of certificates in a link", Limit: maxFragmentData}
		}
		if _, err := w.Write(d); err != nil {
			return "", fmt.Errorf("read: link: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return "", fmt.Errorf("read: link: %w", err)
	}
	var fields []string
	if len(ders) > 0 {
		fields = append(fields, "cert="+base64.RawURLEncoding.EncodeToString(packed.Bytes()))
	}
	told := ""
	if slices.ContainsFunc(seen, func(s string) bool { return s != "" }) && len(seen) == len(ders) {
		told = strings.Join(seen, ";")
	}
	for _, f := range [][2]string{{"seen", told}, {"host", host}, {"client", client}, {"lang", lang}} {
		if f[1] != "" {
			fields = append(fields, f[0]+"="+escapePercent(f[1]))
		}
	}
	return "#" + strings.Join(fields, "&"), nil
}

// escapePercent encodes everything but letters, digits and what RFC 3986 section 2.3 leaves alone, and the colon of
// addresses.
func escapePercent(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; isAlnum(c) || strings.IndexByte("-._~:", c) >= 0 {
			out.WriteByte(c)
		} else {
			fmt.Fprintf(&out, "%%%02X", c)
		}
	}
	return out.String()
}
