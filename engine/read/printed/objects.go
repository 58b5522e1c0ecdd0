package printed

import (
	"strings"

	"x509strict/engine/oid"
)

// objects reads what languages print of their objects.
func objects(text []byte) (found []Certificate) {
	s := string(text[:min(len(text), 1<<20)])
	found = append(ofCryptography(s), ofGo(s)...)
	for i := range shown {
		found = append(found, shown[i].read(s)...)
	}
	return found
}

// ofCryptography reads the extensions that Python's package cryptography shows.
func ofCryptography(s string) (found []Certificate) {
	if i := strings.Index(s, "<Extension(oid=<ObjectIdentifier(oid="); i >= 0 {
		c := Certificate{Format: "cryptography", At: i, Whole: strings.Contains(s[i:], ")>]")}
		for part := range strings.SplitSeq(s[i:], "<Extension(oid=<ObjectIdentifier(oid=") {
			id, rest, ok := strings.Cut(part, ",")
			if !ok {
				continue
			}
			c.add(&Extension{
				Name:     id,
				Critical: strings.Contains(rest, "critical=True"),
				Value:    rest[:min(len(rest), maxValue)],
			})
		}
		found = append(found, c)
	}
	return found
}

// ofGo reads crypto/x509's Certificate as fmt prints it with the names of its fields.
func ofGo(s string) (found []Certificate) {
	if i := strings.Index(s, "BasicConstraintsValid:"); i >= 0 && strings.Contains(s, "IsCA:") {
		c := Certificate{Format: "go", At: i, Whole: true}
		field := func(name string) string {
			_, rest, ok := strings.Cut(s, name)
			if !ok {
				return ""
			}
			stop := " "
			if strings.HasPrefix(rest, "[") {
				stop = "]"
			}
			v, _, _ := strings.Cut(rest, stop)
			return name + v + strings.TrimSpace(stop)
		}
		if strings.Contains(s, "BasicConstraintsValid:true") {
			c.add(&Extension{Name: oid.BasicConstraints, Critical: true, Value: field("IsCA:")}) // which is not printed
		}
		if v := field(" KeyUsage:"); v != "" && strings.TrimSpace(v) != "KeyUsage:0" {
			c.add(&Extension{Name: oid.KeyUsage, Value: strings.TrimSpace(v)})
		}
		if v := field("SubjectKeyId:"); v != "" && v != "SubjectKeyId:[]" {
			c.add(&Extension{Name: oid.SubjectKeyID, Value: v})
		}
		if v := field("AuthorityKeyId:"); v != "" && v != "AuthorityKeyId:[]" {
			c.add(&Extension{Name: oid.AuthorityKeyID, Value: v})
		}
		found = append(found, c)
	}
	return found
}
