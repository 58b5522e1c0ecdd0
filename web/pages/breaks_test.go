package pages

import "testing"

func TestUnbroken(t *testing.T) {
	const in = `<p title="a -x b">openssl req -x509（-ext ku）since 2025-04-08, well-known <code>x -in y</code></p>` +
		`<pre>cmd -in a</pre><option>z -q</option> a - b`
	const want = `<p title="a -x b">openssl req <span class="unbroken">-x509</span>（<span class="unbroken">-ext</span> ku）` +
		`since <span class="unbroken">2025-04-08</span>, well-known <code>x <span class="unbroken">-in</span> y</code></p>` +
		`<pre>cmd <span class="unbroken">-in</span> a</pre><option>z -q</option> a - b`
	if got := unbroken(in); got != want {
		t.Errorf("%s", got)
	}
}
