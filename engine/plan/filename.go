package plan

import (
	"strconv"
	"strings"
)

// fileNames gives each re-issued certificate a file name of its own.
type fileNames map[string]bool

func (f fileNames) file(d *draft) string {
	base := "ca"
	switch {
	case d.leaf && !d.ca || d.alone:
		base = FileBase(d.name())
	case !d.last:
		base = "intermediate"
	}
	name := base + ".crt"
	for n := 2; f[name]; n++ {
		name = base + "-" + strconv.Itoa(n) + ".crt"
	}
	f[name] = true
	return name
}

// FileBase makes a file name, without extension, of a name: letters, digits, dots and hyphens in lower case; "server"
// when nothing is left, and "server-" before a name that belongs to another file or to a device of Windows.
func FileBase(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_':
			b.WriteRune(r)
		case r == '.' && b.Len() > 0:
			b.WriteByte('.')
		case r == '*':
			b.WriteString("wildcard")
		case r == ' ' && b.Len() > 0:
			b.WriteByte('-')
		}
		if b.Len() >= 60 {
			break
		}
	}
	s := strings.Trim(b.String(), ".-")
	device, _, _ := strings.Cut(s, ".")
	if s == "" || reservedFiles[s] || reservedDevice(device) {
		return strings.TrimSuffix("server-"+s, "-")
	}
	return s
}

// reservedFiles are the names, and the bases of names, of what lies beside the files of a certificate.
var reservedFiles = map[string]bool{
	"ca": true, "ca-bundle": true, "intermediate": true, "truststore": true, "readme": true, "openssl": true,
	"reissue": true, "newca": true, "request": true, "ca.crt": true, "ca.key": true, "truststore.p12": true,
	"readme.txt": true, "openssl.cnf": true, "newca.sh": true, "request.sh": true, "reissue.sh": true,
}

// reservedDevice reports whether Windows takes a file name that starts with this, up to a dot, for a device:
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file.
func reservedDevice(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul", "conin", "conout":
		return true
	}
	return len(s) == 4 && (s[:3] == "com" || s[:3] == "lpt") && s[3] >= '0' && s[3] <= '9'
}
