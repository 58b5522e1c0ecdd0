package message_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestCarried reads every seventh message as people and their tools bring it: stamped by what collects logs, in colour,
// escaped, with the quotes of a word processor, numbered, broken by a terminal. All keep their program and meaning.
func TestCarried(t *testing.T) {
	each := func(s string, f func(n int, line string) string) string {
		var b strings.Builder
		for n, line := range strings.Split(strings.TrimRight(s, "\n"), "\n") {
			b.WriteString(f(n, line) + "\n")
		}
		return b.String()
	}
	front := func(prefix string) func(string) string {
		return func(s string) string { return each(s, func(_ int, line string) string { return prefix + line }) }
	}
	inJSON := func(s string) string {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	ways := []struct {
		name string
		of   func(string) string
	}{
		{"Docker", front("2024-05-01T10:00:00.123456789Z ")},
		{"Kubernetes", front("2024-05-01T10:00:00.123456789Z stderr F ")},
		{"journald", front("May  1 10:00:00 host1 app[1234]: ")},
		{"syslog", front("May  1 10:00:00 host1 app: ")},
		{"RFC 5424", front("<11>1 2024-05-01T10:00:00.123Z host1 app 1234 - - ")},
		{"Heroku", front("2024-05-01T10:00:00.123456+00:00 app[web.1]: ")},
		{"Compose", front("web-1  | 2024-05-01T10:00:00.123456789Z ")},
		{"Azure Pipelines", front("##[error] ")},
		{"mail", front("> > ")},
		{"colour", func(s string) string {
			return each(s, func(_ int, line string) string { return "\x1b[1;31m" + line + "\x1b[0m" })
		}},
		{"JSON", func(s string) string { return `{"level":"error","msg":` + inJSON(s) + "}\n" }},
		{"JSON in JSON", func(s string) string {
			return `{"log":` + inJSON(`{"msg":`+inJSON(s)+`}`) + `,"stream":"stderr"}` + "\n"
		}},
		{"HTML", func(s string) string { return "<p>" + html.EscapeString(s) + "</p>" }},
		{"quotes", func(s string) string {
			return strings.NewReplacer(` "`, " “", `"`, "”", " '", " ‘", "'", "’").Replace(s)
		}},
		{"hard blanks", func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }},
		{"CRLF", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
		{"numbered", func(s string) string {
			return each(s, func(n int, line string) string { return fmt.Sprintf("%4d  %s", n+1, line) })
		}},
		{"terminal", func(s string) string { return wrap(s, 80) }},
		{"letter", func(s string) string { return fold(s, 72, "") }},
		{"indented", func(s string) string { return fold(s, 72, "    ") }},
		{"terminal of 72", func(s string) string { return wrap(s, 72) }},
		{"precise journald", front("May  1 10:00:00.123456 host1 app[1234]: ")},
		{"logger", front("2024-05-01 10:00:00,123 ERROR ")},
		{"logger in brackets", front("[2024-05-01 10:00:00.123] [error] ")},
		{"Python's logger", front("2024-05-01 10:00:00,123 - root - ERROR - ")},
		{"whole seconds", front("2024-05-01 10:00:00 ")},
		{"whole seconds and a level", front("[2024-05-01 10:00:00] ERROR ")},
		{"whole seconds and a tag", front("2024-05-01 10:00:00 app[7]: ")},
		{"seconds since 1970", front("1714557600: ")},
		{"colour without escape", front("[1;31m")},
		{"colour shown", func(s string) string {
			return each(s, func(_ int, line string) string { return "^[[31m" + line + "^[[0m" })
		}},
		{".NET's JSON", func(s string) string {
			return `{"Level":"Error","Message":` + strings.ReplaceAll(inJSON(s), "'", `\u0027`) + "}\n"
		}},
		{"entities", func(s string) string {
			return strings.NewReplacer("&#34;", "&quot;", "&#39;", "&#x27;", " ", "&nbsp;").Replace(html.EscapeString(s))
		}},
		{"Chinese", func(s string) string {
			return "升级以后连不上了，报错如下：\n\n" + s + "\n有没有人遇到过？\n"
		}},
	}
	all := everySample(t)
	for w, way := range ways {
		wrong, tried := 0, 0
		for i := w % 7; i < len(all); i += 7 {
			s, text := all[i], way.of(all[i].text)
			tried++
			got := pasted(t, text)
			if len(got) == 0 {
				wrong++
				t.Logf("%s: nothing found in %s", way.name, text)
			} else if m := got[0]; m.Slug+string(m.Meaning) != s.meaning || cmp.Or(m.Client, "-") != s.client {
				wrong++
				t.Logf("%s: %s %s%s, want %s %s\n%s",
					way.name, m.Client, m.Slug, m.Meaning, s.client, s.meaning, text)
			}
		}
		limit := 100                                        // one in a hundred: some words lose their place on a line
		if way.name == "letter" || way.name == "indented" { // one in fifty: all long lines are broken
			limit = 50
		}
		if wrong*limit > tried {
			t.Errorf("%s: %d of %d wrong", way.name, wrong, tried)
		}
	}
}

// TestShortened reads every fourteenth message without its end, which a tool or its user left out behind the words
// that say what is wrong.
func TestShortened(t *testing.T) {
	all, wrong, tried := everySample(t), 0, 0
	for i := 3; i < len(all); i += 14 {
		s := all[i]
		text := strings.TrimRight(s.text, "\n")
		end := len(text) * 2 / 3
		for _, m := range taken(text)[:1] {
			end = max(end, m.At+len(m.Text)+4)
		}
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end++
		}
		text = text[:min(end, len(text))]
		for _, mark := range []string{"…", "...", " [...]"} {
			tried++
			got := pasted(t, text+mark)
			if len(got) == 0 || got[0].Slug+string(got[0].Meaning) != s.meaning || cmp.Or(got[0].Client, "-") != s.client {
				wrong++
				t.Logf("%v, want %s %s\n%s", got, s.client, s.meaning, text+mark)
			}
		}
	}
	if wrong*14 > tried { // those whose words that say it are longer than what the message is reported by
		t.Errorf("%d of %d wrong", wrong, tried)
	}
}

// TestFarAbove reads records of Home Assistant that name it on their first line only, however long the trace below is:
// its log, and its page in several languages (core issues 133506 and 118238, hon issue 175).
func TestFarAbove(t *testing.T) {
	const last = "aiohttp.client_exceptions.ClientConnectorCertificateError: Cannot connect to host nas.example.org:443 " +
		"ssl:True [SSLCertVerificationError: (1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: " +
		"Missing Authority Key Identifier (_ssl.c:1032)')]\n"
	frame := "  File \"/usr/local/lib/python3.13/site-packages/aiohttp/connector.py\", line 1122, in _wrap\n" +
		"    return await self._loop.create_connection(*args, **kwargs, sock=sock)\n"
	for _, head := range []string{
		"2025-05-01 10:00:00.123 ERROR (MainThread) [homeassistant.config_entries] Error setting up entry\n",
		"2025-05-01 10:00:00.123 ERROR (MainThread) [custom_components.hon] Error setting up entry\n",
		"Logger: homeassistant.config_entries\nSource: config_entries.py:637\n" +
			"First occurred: 06:58:21 (1 occurrences)\nLast logged: 06:58:21\n\nError setting up entry\n",
		"Logger: custom_components.hon\nQuelle: components/hon/__init__.py:60\n" +
			"Erstmals aufgetreten: 2. Mai 2025 um 21:42:10 (3 Vorkommnisse)\nZuletzt protokolliert: 09:43:04\n\n",
		"记录器: homeassistant.config_entries\n来源: config_entries.py:637\n首次出现: 06:58:21 (1 次)\n上次记录: 06:58:21\n\n",
	} {
		for _, frames := range []int{0, 8, 100} {
			text := head + strings.Repeat(frame, frames) + last
			got := pasted(t, text)
			if len(got) != 1 || got[0].Client != "home-assistant" || got[0].Host != "nas.example.org" {
				t.Errorf("%d frames below %s: %+v", frames, head, got)
			}
		}
	}
	// what stands above belongs to the record before
	text := "Logger: homeassistant.config_entries\nSource: config_entries.py:637\n\nDone\n" +
		"2025-05-01 10:00:00.123 ERROR\n" + strings.Repeat(frame, 100) + last
	if got := pasted(t, text); len(got) != 1 || got[0].Client != "aiohttp" {
		t.Errorf("%+v", got)
	}
}

func wrap(s string, width int) string {
	var b strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		for len(line) > width {
			b.WriteString(line[:width] + "\n")
			line = line[width:]
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// fold breaks lines between words as mail programs and editors do.
func fold(s string, width int, indent string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimRight(s, "\n"), "\n") {
		for len(line) > width {
			i := strings.LastIndexByte(line[:width], ' ')
			if i <= len(indent) {
				break
			}
			b.WriteString(line[:i] + "\n")
			line = indent + strings.TrimLeft(line[i:], " ")
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}
