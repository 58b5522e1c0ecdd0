package der

import (
	"fmt"
	"strings"

	"x509strict/engine/lang"
	"x509strict/engine/release"
)

// Error is a departure from what the decoder accepts. Offset counts bytes from the start of the input.
type Error struct {
	Offset int
	Field  string // as [Reader.Field] named it last, "" for none
	Text   string // what was found and what is allowed

	format string
	args   []any

	earlier [release.Open40 + 1]*Error // what single releases met before
}

// In is what release rel met first: e itself, or something before it that only some releases refuse.
func (e *Error) In(rel release.Release) *Error {
	if first := e.earlier[rel]; first != nil {
		return first
	}
	return e
}

func (e *Error) Error() string {
	if e.Field == "" {
		return fmt.Sprintf("offset %d: %s", e.Offset, e.Text)
	}
	return fmt.Sprintf("offset %d, %s: %s", e.Offset, e.Field, e.Text)
}

// Reason is the reason that OpenSSL's error queue names first for it in release rel, such as "wrong tag"; library
// "asn1 encoding routines". "" when the release names none.
func (e *Error) Reason(rel release.Release) string {
	f := faults[e.format]
	if e.format == "attribute %s: malformed %s" {
		return stringReasons[fmt.Sprint(e.args[1])]
	}
	if f.old != "" && rel < release.Open30 {
		return f.old
	}
	return f.reason
}

// stringReasons are the reasons for a string that has no UTF-8 form, by its type (ASN1_mbstring_copy).
var stringReasons = map[string]string{
	"UTF8String":      "invalid utf8string",
	"BMPString":       "invalid bmpstring length",
	"UniversalString": "invalid universalstring length",
}

// Words is what was found and what is allowed, in every language.
func (e *Error) Words() lang.Text {
	zh := e.Text
	if f := faults[e.format]; f.zh != "" {
		zh = fmt.Sprintf(f.zh, e.args...)
	}
	return lang.Text{EN: e.Text, ZH: zh}
}

// newError words an error. The words of a broken header come finished: their numbers are taken out again.
func newError(at int, field, format string, args ...any) *Error {
	e := &Error{Offset: at, Field: field, Text: fmt.Sprintf(format, args...), format: format, args: args}
	if format == "%s" {
		e.format, e.args = e.Text, nil
		if strings.HasPrefix(e.Text, lengthSays) {
			var says, remain string
			if _, err := fmt.Sscanf(e.Text, lengthFormat, &says, &remain); err == nil {
				e.format, e.args = lengthFormat, []any{says, remain}
			}
		}
	}
	return e
}

const (
	lengthSays   = "length says "
	lengthFormat = lengthSays + "%s bytes, but %s remain"
)

// faults gives for every way to say what is wrong OpenSSL's reason (crypto/asn1/asn1_err.c), that of 1.1.1 where it
// differs, and Chinese.
var faults = map[string]struct{ reason, old, zh string }{
	"element missing":             {"not enough data", "header too long", "缺少元素"},
	"tag is cut off":              {"header too long", "", "标签不完整"},
	"tag number is too large":     {"header too long", "", "标签编号过大"},
	"length is missing":           {"header too long", "", "缺少长度"},
	"length is cut off":           {"header too long", "", "长度不完整"},
	"length is too large":         {"header too long", "", "长度过大"},
	lengthFormat:                  {"too long", "", "长度声明为 %s 字节，但只剩 %s 字节"},
	"%s missing":                  {"field missing", "", "缺少 %s"},
	"expected %s, found %s":       {"wrong tag", "", "应为 %s，实际为 %s"},
	"%s is not constructed":       {"sequence not constructed", "", "%s 不是构造类型"},
	"%s is constructed":           {"type not primitive", "", "%s 是构造类型"},
	"malformed OBJECT IDENTIFIER": {"invalid object encoding", "", "OBJECT IDENTIFIER 编码错误"},
	"NULL with content":           {"null is wrong length", "", "NULL 带有内容"},
	"string missing":              {"field missing", "", "缺少字符串"},
	"%s is not allowed here":      {"mstring wrong tag", "", "此处不允许 %s"},
	"BOOLEAN of %d bytes":         {"boolean is wrong length", "", "BOOLEAN 有 %d 字节，应为 1 字节"},
	"INTEGER without content":     {"illegal zero content", "", "INTEGER 没有内容"},
	"BMPString of %d bytes":       {"bmpstring is wrong length", "", "BMPString 有 %d 字节，应为偶数"},
	"UTCTime is too short":        {"utctime is too short", "", "UTCTime 过短"},

	"%s missing inside the tag":                {"too small", "header too long", "标签内缺少 %s"},
	"value of type %s is not constructed":      {"type not constructed", "", "类型为 %s 的值不是构造类型"},
	"tag %s is not constructed":                {"explicit tag not constructed", "", "标签 %s 不是构造类型"},
	"%d bytes too many inside this tag":        {"explicit length mismatch", "", "该标签内多出 %d 字节"},
	"%s is no string type":                     {"mstring not universal", "", "%s 不是字符串类型"},
	"attribute %s: malformed %s":               {"", "", "属性 %s：%s 编码错误"},
	"character that is not Unicode in a name":  {"illegal characters", "", "名称中含有非 Unicode 字符"},
	"UTF8String in a name that is not Unicode": {"invalid utf8string", "", "名称中的 UTF8String 不是 Unicode"},
	"ENUMERATED in a name":                     {"mstring wrong tag", "", "名称中使用了 ENUMERATED"},
	"name of %d bytes, at most %d are read":    {"too long", "", "名称有 %d 字节，最多读取 %d 字节"},

	"indefinite length on a primitive element":        {"header too long", "", "非构造元素使用了不定长"},
	"nothing follows a length in long form":           {"header too long", "", "长格式的长度之后没有任何内容"},
	"end-of-contents octets inside a definite length": {"unexpected eoc", "", "定长元素内出现内容结束符"},
	"end-of-contents octets missing":                  {"missing eoc", "", "缺少内容结束符"},
	"%d bytes too many inside this element":           {"sequence length mismatch", "", "该元素内多出 %d 字节"},
	"constructed string is nested too deeply":         {"nested asn1 string", "", "构造字符串嵌套过深"},
	"BIT STRING without content":                      {"string too short", "", "BIT STRING 没有内容"},
	"BIT STRING with %d unused bits": {"invalid bit string bits left", "",
		"BIT STRING 声明 %d 个未用位，至多 7 个"},
	"INTEGER with superfluous leading bytes": {"illegal padding", "", "INTEGER 有多余的前导字节"},
	"UniversalString of %d bytes": {"universalstring is wrong length", "",
		"UniversalString 有 %d 字节，应为 4 的倍数"},
	"GeneralizedTime is too short": {"generalizedtime is too short", "", "GeneralizedTime 过短"},
}
