//go:build !lean

package message

import (
	"bytes"
	"strconv"
	"strings"
)

// scene tells where a message was printed.
func (q *Text) scene(f *find) Scene {
	if q.seen == nil {
		b := q.b[:min(len(q.b), maxPaste)]
		q.seen = &Scene{
			Windows:  q.onDrive() || containsAny(b, windowsWords),
			LibreSSL: containsAny(b, "libressl"),
			Android:  containsAny(b, androidWords),
			Mail:     containsAny(b, mailWords),
		}
	}
	s := *q.seen
	s.Android = s.Android && (f.Client == "java" || f.Client == "chrome" || f.Client == "dart" || f.Client == "boringssl")
	s.OldPython = !f.Code.StrictOnly() && q.oldPython(f)
	return s
}

const (
	windowsWords = "powershell|atline:1char:|connectex:|winerror|winlogbeat|wsarecv:|wsasend:|schannel:|" +
		"microsoftwindows[version"
	mailWords = "smtplib|smtp_ssl|smtp.|smtp:|nodemailer|phpmailer|javax.mail|jakarta.mail|sendmail|sendingemail|" +
		"emailcouldnotbedelivered|test_email"
	androidWords = "com.android.|android.webkit|androidruntime|d/nativecrypto|e/nativecrypto|android_org_conscrypt|" +
		"trustanchorforcertificationpathnotfound"
)

// onDrive reports whether a path of Windows stands in the text: "C:\".
func (q *Text) onDrive() bool {
	b := q.plain[:min(len(q.plain), maxPaste)]
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte(`:\`))
		if i < 0 {
			return false
		}
		if at += i; at > 0 && isLetter(rune(b[at-1])) && (at == 1 || !alphanumeric(b[at-2])) {
			return true
		}
		at += 2
	}
}

// oldPython reports whether a Python before 3.13 printed a message, by the line of its source that it names or by a
// path around it.
func (q *Text) oldPython(f *find) bool {
	if f.Client == "python-3.12" || f.Client == "requests-old" {
		return true
	}
	const source = "(_ssl.c:"
	near := q.b[f.from:min(len(q.b), f.end+200)]
	if i := strings.Index(near, source); i >= 0 {
		digits := near[i+len(source):]
		digits = digits[:len(digits)-len(strings.TrimLeft(digits, "0123456789"))]
		if n, err := strconv.Atoi(digits); err == nil && n < 2000 {
			return oldLine(n)
		}
	}
	return q.tracesOldPython(f.from)
}

// oldLine reports whether the line of Modules/_ssl.c that names the error of a handshake is one of a CPython before
// 3.13. Those of 3.13 and 3.14 are 1018 to 1037 and 1077 to 1082; 3.6.15 has 852, 3.7.16 1091, 3.8.18 1131, 3.9.18
// 1129, 3.10.13 1007, 3.11.7 1006, 3.12.1 1000.
func oldLine(n int) bool { return n < 1018 || 1044 <= n && n <= 1076 || 1088 <= n && n <= 1150 }
