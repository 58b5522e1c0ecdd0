//go:build !lean

package read

import (
	"bytes"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"x509strict/engine/lang"
)

// What a block or a file that holds no certificate looks like; these are the words for it in notes, too.
const (
	looksHTML      = "a web page (HTML)"
	looksXML       = "XML"
	looksJSON      = "JSON"
	looksText      = "text"
	looksReplaced  = "a binary file that was read and saved as text"
	looksLower     = "base64 whose letters were all made lower case"
	looksUpper     = "base64 whose letters were all made upper case"
	looksHeadless  = "a certificate whose beginning is missing or damaged"
	looksOpenSSH   = "an OpenSSH key"
	looksPDF       = "a PDF document"
	looksPicture   = "a picture"
	looksProgram   = "a program"
	looksLFS       = "a pointer of Git LFS, not the file"
	looksAnsible   = "a vault of Ansible"
	looksAge       = "a file that age encrypted"
	looksEncrypted = "random or encrypted bytes"
)

// beginnings tell a kind of file by its first bytes.
var beginnings = []struct{ start, what string }{
	{"openssh-key-v1\x00", looksOpenSSH},
	{"-----BEGIN OPENSSH", looksOpenSSH},
	{"%PDF-", looksPDF},
	{"\x89PNG", looksPicture},
	{"\xff\xd8\xff", looksPicture},
	{"GIF8", looksPicture},
	{"\x7fELF", looksProgram},
	{"MZ", looksProgram},
	{"version https://git-lfs", looksLFS},
	{"$ANSIBLE_VAULT", looksAnsible},
	{"age-encryption.org", looksAge},
	{"<?xml", looksXML},
}

// looks tells what data that is no DER looks like, "" for nothing in particular.
func looks(data []byte) string {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	for _, b := range beginnings {
		if bytes.HasPrefix(data, []byte(b.start)) {
			return b.what
		}
	}
	head := strings.ToLower(string(data[:min(len(data), 1024)]))
	switch {
	case len(data) == 0:
		return ""
	case strings.HasPrefix(head, "<") && (strings.Contains(head, "<html") || strings.Contains(head, "<!doctype html") ||
		strings.Contains(head, "<head") || strings.Contains(head, "<body")):
		return looksHTML
	case strings.HasPrefix(head, "<") && strings.Contains(head, ">") && utf8.Valid(data):
		return looksXML
	case (data[0] == '{' || data[0] == '[') && bytes.IndexByte(data, '"') > 0 && utf8.Valid(data):
		return looksJSON
	case bytes.Count(data, []byte("\xef\xbf\xbd")) > len(data)/40+1:
		return looksReplaced
	case bytes.Contains(data, []byte("\x06\x03\x55\x04\x03")) || bytes.Contains(data, []byte("\x06\x03\x55\x1d")):
		return looksHeadless // the object identifiers of a common name, of an extension
	case utf8.Valid(data) && !bytes.ContainsFunc(data,
		func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }):
		return looksText
	case len(data) >= 64 && spread(data):
		return looksEncrypted
	}
	return ""
}

// spread reports whether bytes are about as even as random ones: no value takes more than its share by far.
func spread(data []byte) bool {
	var count [256]int
	most, different := 0, 0
	for _, c := range data {
		if count[c]++; count[c] == 1 {
			different++
		}
		most = max(most, count[c])
	}
	return most <= len(data)/64+6 && different >= min(len(data)/3, 180)
}

// looksCased tells base64 that lost the case of its letters.
func looksCased(chars []byte) string {
	lower, upper := 0, 0
	for _, c := range chars {
		switch {
		case c >= 'a' && c <= 'z':
			lower++
		case c >= 'A' && c <= 'Z':
			upper++
		}
	}
	switch {
	case lower+upper < 40:
		return ""
	case upper == 0:
		return looksLower
	case lower == 0:
		return looksUpper
	}
	return ""
}

// instead says what a block holds in place of what its label says, or reads that: hex digits, or text of any encoding
// in which a certificate stands.
func (s *scan) instead(k *block, valid bool) (done bool, err error) {
	body := k.text.b[k.begin.end:k.end] // with what was taken for headers: hex with colons looks so
	at := k.at
	if plain, err := hex.DecodeString(string(stripped(body))); err == nil && len(plain) > 64 {
		if known, err := s.r.der(plain, at, k.begin.label, k.headers, s.depth); known || err != nil {
			s.r.note(Problem, "block-in-hex", at, "label", k.begin.label)
			return true, err
		}
	}
	if !valid {
		what := looks(body)
		if what == "" || what == looksText || what == looksEncrypted {
			return false, nil // the character at fault says more
		}
		s.r.note(Problem, "block-looks-like", at, "label", k.begin.label, "what", what)
		return true, nil
	}
	g := &gathered{}
	wholeBody(k, g)
	data := decodeBase64(g.chars)
	before := len(s.r.out.Certificates) + len(s.r.out.Keys) + s.r.merged
	if text := decodeUTF16(data); isText(text) && s.depth < MaxNesting {
		mark := len(s.r.out.Notes)
		if err := s.r.text(text, at, s.depth+1); err != nil {
			return true, err
		}
		if len(s.r.out.Certificates)+len(s.r.out.Keys)+s.r.merged > before {
			s.r.note(Problem, "block-in-base64", at, "label", k.begin.label)
			return true, nil
		}
		s.r.out.Notes = s.r.out.Notes[:mark]
	}
	what := looksCased(g.chars)
	if what == "" {
		what = looks(data)
	}
	if what == "" {
		return false, nil
	}
	s.r.note(Problem, "block-looks-like", at, "label", k.begin.label, "what", what)
	return true, nil
}

// stripped is text without blanks and colons.
func stripped(text []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == ':' {
			return -1
		}
		return r
	}, text)
}

// recoded reads a binary file that somebody's editor or transfer changed in a way that can be undone: Latin-1 turned
// into UTF-8, or a carriage return put before every line feed.
func (r *reading) recoded(data []byte, at Place, depth int) (known bool, err error) {
	read := func(was []byte) (known bool, err error) {
		if len(was) < 64 || was[0] != 0x30 {
			return false, nil
		}
		mark, damaged := len(r.out.Notes), len(r.out.Damaged)
		known, err = r.der(was, at, "", nil, depth)
		if err == nil && (!known || len(r.out.Damaged) > damaged) {
			r.out.Notes, r.out.Damaged = r.out.Notes[:mark], r.out.Damaged[:damaged]
			return false, nil
		}
		return known, err
	}
	if known, err = read(fromUTF8(data)); known && err == nil {
		r.note(Problem, "recoded-utf8", at)
	}
	if known || err != nil {
		return known, err
	}
	if known, err = read(withoutReturns(data)); known && err == nil {
		r.note(Problem, "recoded-line-breaks", at)
	}
	return known, err
}

// fromUTF8 is the bytes that UTF-8 stands for when each was taken for a character; nil when it stands for others.
func fromUTF8(data []byte) []byte {
	if !utf8.Valid(data) {
		return nil
	}
	out := make([]byte, 0, len(data))
	for _, r := range string(data) {
		if r > 0xff {
			return nil
		}
		out = append(out, byte(r))
	}
	return out
}

func withoutReturns(data []byte) []byte {
	if bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) || !bytes.Contains(data, []byte("\r\n")) {
		return nil
	}
	return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
}

// fileLooks notes what a whole input looks like that gave nothing.
func (r *reading) fileLooks(data []byte, at Place) bool {
	what := looks(data)
	if what == "" || what == looksText || what == looksEncrypted {
		return false
	}
	r.note(Problem, "looks-like", at, "what", what)
	return true
}

func init() {
	for what, t := range looksWords {
		words[what] = lang.Text{EN: what, ZH: t}
	}
	for id, t := range looksNotes {
		noteTexts[id] = t
	}
}

// looksWords are the kinds of things in Chinese.
var looksWords = map[string]string{
	looksHTML:      "网页（HTML）",
	looksXML:       "XML",
	looksJSON:      "JSON",
	looksText:      "文本",
	looksReplaced:  "被当作文本读取并保存过的二进制文件",
	looksLower:     "字母全部变成小写的 base64",
	looksUpper:     "字母全部变成大写的 base64",
	looksHeadless:  "开头缺失或损坏的证书",
	looksOpenSSH:   "OpenSSH 密钥",
	looksPDF:       "PDF 文档",
	looksPicture:   "图片",
	looksProgram:   "程序",
	looksLFS:       "Git LFS 的指针，而不是文件本身",
	looksAnsible:   "Ansible 的加密库（vault）",
	looksAge:       "用 age 加密的文件",
	looksEncrypted: "随机或加密的字节",
}

var looksNotes = map[string]lang.Text{
	"block-looks-like": {
		EN: "The {label} block holds no certificate. It looks like {what}. Get the certificate again from where it came, and copy the file itself or its whole PEM text.",
		ZH: "{label} 块里不是证书，看起来是{what}。请从来源重新获取证书，复制文件本身或完整的 PEM 文本。",
	},
	"looks-like": {
		EN: "This is no certificate. It looks like {what}. Get the certificate again from where it came, and copy the file itself or its whole PEM text.",
		ZH: "这不是证书，看起来是{what}。请从来源重新获取证书，复制文件本身或完整的 PEM 文本。",
	},
	"block-in-hex": {
		EN: "The {label} block holds hex digits where base64 belongs; it was read all the same. OpenSSL reads no such block: write it anew (openssl x509 -in FILE -inform DER).",
		ZH: "{label} 块里是十六进制数字而不是 base64，仍已读取。OpenSSL 无法读取这样的块，请重新生成（openssl x509 -in 文件 -inform DER）。",
	},
	"block-in-base64": {
		EN: "The {label} block holds the text of a certificate encoded once more, not the certificate; it was read all the same. OpenSSL reads no such block: decode it once (base64 -d) and use what comes out.",
		ZH: "{label} 块里是再次编码过的证书文本而不是证书本身，仍已读取。OpenSSL 无法读取这样的块，请解码一次（base64 -d）后使用结果。",
	},
	"recoded-utf8": {
		EN: "Somebody's editor or program took this binary file for Latin-1 text and saved it as UTF-8; that was undone here. Nothing else will read it: copy the original file again.",
		ZH: "这个二进制文件被编辑器或程序当作 Latin-1 文本保存成了 UTF-8，这里已还原。其他软件无法读取它，请重新复制原文件。",
	},
	"recoded-line-breaks": {
		EN: "A transfer as text (FTP in ASCII mode, Git's autocrlf) put a carriage return before every line feed of this binary file; that was undone here. Nothing else will read it: copy the original file again, as binary.",
		ZH: "以文本方式传输（FTP 的 ASCII 模式、Git 的 autocrlf）在这个二进制文件的每个换行符前加了回车符，这里已还原。其他软件无法读取它，请以二进制方式重新复制原文件。",
	},
}
