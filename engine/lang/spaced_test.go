package lang

import "testing"

func TestSpaced(t *testing.T) {
	for _, x := range []struct {
		parts []string
		want  string
	}{
		{[]string{"粘贴内容", "第", "3", "行"}, "粘贴内容第 3 行"},
		{[]string{"ca.crt", "第", "3", "行"}, "ca.crt 第 3 行"},
		{[]string{"ca.p12", "条目", "ca"}, "ca.p12 条目 ca"},
		{[]string{"重新签发", "CA"}, "重新签发 CA"},
		{[]string{"重新签发", "证书", "“a”"}, "重新签发证书“a”"},
		{[]string{"keys（ca）", "已加密：", "OK"}, "keys（ca）已加密：OK"},
		{[]string{"", "CA", ""}, "CA"},
	} {
		if got := Spaced(x.parts...); got != x.want {
			t.Errorf("Spaced(%q) = %q, want %q", x.parts, got, x.want)
		}
	}
}
