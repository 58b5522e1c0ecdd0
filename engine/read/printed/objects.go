package printed

import "strings"

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
			oid, rest, ok := strings.Cut(part, ",")
			if !ok {
				continue
			}
			e := &Extension{Critical: strings.Contains(rest, "critical=True"), Value: rest[:min(len(rest), maxValue)]}
			for _, k := range kinds {
				if k.oid == oid {
					k.put(&c, e)
				}
			}
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
			c.BasicConstraints = &Extension{Critical: true, Value: field("IsCA:")} // whether critical is not printed
		}
		if v := field(" KeyUsage:"); v != "" && strings.TrimSpace(v) != "KeyUsage:0" {
			c.KeyUsage = &Extension{Value: strings.TrimSpace(v)}
		}
		if v := field("SubjectKeyId:"); v != "" && v != "SubjectKeyId:[]" {
			c.SubjectKeyID = &Extension{Value: v}
		}
		if v := field("AuthorityKeyId:"); v != "" && v != "AuthorityKeyId:[]" {
			c.AuthorityKeyID = &Extension{Value: v}
		}
		found = append(found, c)
	}
	return found
}
