package advise_test

import (
	"slices"
	"strings"
	"testing"

	"x509strict/engine/advise"
	"x509strict/engine/client"
	"x509strict/engine/code"
	"x509strict/engine/read/message"
	"x509strict/engine/workaround"
)

// TestEveryMeaning wants a title and a next step, in both languages, for whatever can be recognized.
func TestEveryMeaning(t *testing.T) {
	for _, m := range message.Meanings() {
		a := advise.For(message.Message{Meaning: m})
		if a.Title.EN == "" || a.Title.ZH == "" || a.Next.EN == "" || a.Next.ZH == "" {
			t.Errorf("%s: %+v", m, a)
		}
		if a.Aside && m.AboutCertificate() {
			t.Errorf("%s: is and is not about a certificate", m)
		}
	}
}

// TestEveryError wants the same for every error of OpenSSL's.
func TestEveryError(t *testing.T) {
	for _, c := range code.All() {
		a := advise.For(message.Message{Code: c, Slug: c.Slug()})
		if a.Title.EN == "" || a.Title.ZH == "" || a.Next.EN == "" || a.Next.ZH == "" {
			t.Errorf("%s: %+v", c.Slug(), a)
		}
	}
}

// TestEveryProgram wants a name and a place of the CA file for every program that messages are given to.
func TestEveryProgram(t *testing.T) {
	for _, id := range message.Programs() {
		p := advise.ProgramByID(id)
		if p == nil {
			t.Errorf("%s has no row", id)
		} else if p.Name == "" || p.CAFile.EN == "" || p.CAFile.ZH == "" || p.Port == 0 {
			t.Errorf("%s: %+v", id, *p)
		}
	}
}

func TestCommandsNameTheHost(t *testing.T) {
	for _, c := range []struct {
		m    message.Message
		want string
	}{
		{message.Message{Client: "requests", Slug: "ca-cert-missing-key-usage", Code: 92, Host: "es.example", Port: 9200},
			"openssl s_client -connect es.example:9200 -servername es.example -showcerts </dev/null"},
		{message.Message{Client: "postgres", Meaning: message.Unnamed, Host: "10.0.0.7"},
			"openssl s_client -connect 10.0.0.7:5432 -starttls postgres -showcerts </dev/null"},
		{message.Message{Client: "go", Meaning: message.Unnamed, Host: "fe80::1", Port: 1},
			"openssl s_client -connect '[fe80::1]:1' -showcerts </dev/null"},
		{message.Message{Client: "php", Meaning: message.Unnamed, Host: "email-smtp.eu.example"},
			"openssl s_client -connect email-smtp.eu.example:587 -starttls smtp -servername email-smtp.eu.example -showcerts </dev/null"},
		{message.Message{Client: "python-3.13", Meaning: message.Unnamed, Host: "mail.example", Port: 143},
			"openssl s_client -connect mail.example:143 -starttls imap -servername mail.example -showcerts </dev/null"},
		{message.Message{Client: "postfix", Meaning: message.Unnamed, Host: "mail.example", Port: 465},
			"openssl s_client -connect mail.example:465 -servername mail.example -showcerts </dev/null"},
		{message.Message{Client: "mysql", Meaning: message.Unnamed, Host: "db2.example", Port: 3307},
			"openssl s_client -connect db2.example:3307 -starttls mysql -servername db2.example -showcerts </dev/null"},
		{message.Message{Client: "chrome", Meaning: message.Unnamed, Host: "ldap.example"},
			"openssl s_client -connect ldap.example:443 -servername ldap.example -showcerts </dev/null"},
		{message.Message{Client: "mssql", Meaning: message.Unnamed, Host: "sql.example"},
			"nmap -Pn -vv --script ssl-cert -p 1433 sql.example"},
		{message.Message{Client: "curl", Meaning: message.Unnamed, Host: "a'b;c"},
			`openssl s_client -connect 'a'\''b;c:443' -servername 'a'\''b;c' -showcerts </dev/null`},
	} {
		a := advise.For(c.m)
		if len(a.Commands) == 0 || a.Commands[0].Code != c.want {
			t.Errorf("%+v\ngot  %+v\nwant %s", c.m, a.Commands, c.want)
		}
	}
}

// TestAsides holds messages that are not about a certificate to saying so, and who says it, and to asking for none.
func TestAsides(t *testing.T) {
	for _, m := range message.Meanings() {
		a := advise.For(message.Message{Client: "requests", Meaning: m, Host: "es.example"})
		if !a.Aside {
			continue
		}
		if a.Snippet != "" || a.Who.EN != "Said by requests." || a.Strict.EN != "" {
			t.Errorf("%s: %+v", m, a)
		}
		for _, c := range a.Commands {
			if c.Why.EN == "" || c.Why.ZH == "" || strings.Contains(c.Code, "HOST") {
				t.Errorf("%s: %+v", m, c)
			}
		}
	}
}

// TestRefusedByServer holds what is said of a client's certificate to speaking of the client's.
func TestRefusedByServer(t *testing.T) {
	for _, c := range code.All() {
		a := advise.For(message.Message{Client: "nginx", Code: c, Slug: c.Slug(), Side: message.ServerSide})
		if strings.Contains(a.Next.EN, "the server's certificate") {
			t.Errorf("%s: %s", c.Slug(), a.Next.EN)
		}
	}
	a := advise.For(message.Message{Client: "nginx", Meaning: message.Unnamed, Side: message.ServerSide})
	if len(a.Commands) != 2 || !strings.Contains(a.Commands[0].Code, "client.crt") {
		t.Errorf("%+v", a.Commands)
	}
}

// TestOwnCertificate tells what libssl says of the certificate that it loads from what it says of the peer's.
func TestOwnCertificate(t *testing.T) {
	for text, own := range map[string]bool{
		"[ssl:emerg] AH02562: Failed to configure certificate a:443:0\nSSL Library Error: error:0A00018F:SSL routines::ee key too small": true,
		"ssl.SSLError: [SSL: CA_MD_TOO_WEAK] ca md too weak (_ssl.c:4046)":                                                               true,
		"certificate verify failed: EE certificate key too weak (_ssl.c:1028)":                                                           false,
	} {
		var a advise.Advice
		for m := range message.New([]byte(text), []message.Span{{Start: 0, End: len(text)}}).All() {
			a = advise.For(m)
		}
		if strings.Contains(a.Who.EN, "to load its own") != own || (a.CAFile.EN == "") != own ||
			strings.Contains(a.Next.EN, "SECLEVEL") != own || len(a.Commands) != 1 ||
			strings.Contains(a.Commands[0].Code, "own.crt") != own {
			t.Errorf("%s: %+v", text, a)
		}
	}
}

// TestStrictOfAlerts names strict mode only where it can be why an alert was sent.
func TestStrictOfAlerts(t *testing.T) {
	for alert, want := range map[int]bool{42: true, 46: true, 48: true, 40: false, 45: false, 70: false, 116: false} {
		a := advise.For(message.Message{Alert: alert, Meaning: message.Unnamed, Side: message.ClientSide})
		if (a.Strict.EN != "") != want {
			t.Errorf("alert %d: %q", alert, a.Strict.EN)
		}
	}
}

// TestMakersAndSnippetsExist holds the ids in the tables to their packages.
func TestMakersAndSnippetsExist(t *testing.T) {
	a := advise.For(message.Message{Client: "elasticsearch-py", Code: 92, Slug: "ca-cert-missing-key-usage"})
	if len(a.Makers) < 3 || !strings.Contains(a.Makers[0].EN, "Elastic") {
		t.Errorf("makers: %q", a.Makers)
	}
	for _, p := range advise.Programs() {
		if p.Snippet != "" &&
			!slices.ContainsFunc(workaround.All, func(s workaround.Snippet) bool { return s.ID == p.Snippet }) {
			t.Errorf("%s: no change of code %q", p.ID, p.Snippet)
		}
		if p.Row != "" && client.Find(p.Row) == nil {
			t.Errorf("%s: no client %q", p.ID, p.Row)
		}
	}
}

// TestVendorsOfHosts names who runs a host whose name tells, and what can be done when nothing can be issued again.
func TestVendorsOfHosts(t *testing.T) {
	for host, want := range map[string]string{
		"db1.abc.eu-west-1.rds.amazonaws.com":          "global-bundle.pem",
		"ABC.gr7.us-east-1.eks.amazonaws.com":          "EKS",
		"pg-1.aivencloud.com":                          "cannot re-issue",
		"cluster0.x.mongodb.net":                       "public CAs",
		"db.rds.amazonaws.com.example":                 "",
		"x.database.windows.net":                       "public CAs",
		"aws-0-eu-central-1.pooler.supabase.com":       "cannot re-issue",
		"private-db-do-user-1.b.db.ondigitalocean.com": "cannot re-issue",
	} {
		a := advise.For(message.Message{Client: "postgres", Meaning: message.Unnamed, Side: message.ClientSide, Host: host})
		all := a.Next.EN
		for _, maker := range a.Makers {
			all += " " + maker.EN
		}
		if want == "" && len(a.Makers) != 0 || want != "" && (len(a.Makers) != 1 || !strings.Contains(all, want)) {
			t.Errorf("%s: %q", host, all)
		}
	}
	a := advise.For(message.Message{Client: "go", Slug: "hostname-mismatch", Host: "x.rds.amazonaws.com",
		Text: "x509: certificate relies on legacy Common Name field"})
	if len(a.Makers) != 0 || !strings.Contains(a.Next.EN, "subject alternative names") ||
		strings.Contains(a.Next.EN, "Ask for") {
		t.Errorf("common name: %+v", a)
	}
}

// TestTranslated holds the Chinese of where the CA file is told to being Chinese where words are needed.
func TestTranslated(t *testing.T) {
	for _, p := range advise.Programs() {
		for _, word := range []string{" or ", " of the ", " in the ", " for the ", " in ~"} {
			if strings.Contains(p.CAFile.ZH, word) {
				t.Errorf("%s: %s", p.ID, p.CAFile.ZH)
			}
		}
	}
}

// TestAlertOfOnesOwn tells who sent an alert and logs it from who got one: the CA file is that of who complained.
func TestAlertOfOnesOwn(t *testing.T) {
	m := message.Message{Client: "erlang", Meaning: "alert-unknown-ca", Alert: 48, Side: message.ClientSide}
	got := advise.For(m)
	m.Sent = true
	sent := advise.For(m)
	if !strings.Contains(got.Title.EN, "the other side") || got.CAFile.EN != "" || got.Strict.EN == "" {
		t.Errorf("received: %+v", got)
	}
	if !strings.Contains(sent.Title.EN, "this side does not trust") || sent.CAFile.EN == "" || sent.Strict.EN != "" ||
		!strings.HasPrefix(sent.Who.EN, "Erlang") || strings.Contains(sent.Title.ZH, "对方") {
		t.Errorf("sent: %+v", sent)
	}
}

// TestNoClientCertificate asks for none of a client's where none was shown, and kubectl for nothing through the
// connection that it refuses.
func TestNoClientCertificate(t *testing.T) {
	for _, m := range []message.Meaning{message.ServerName, "alert-handshake-failure", message.NeedsOwn} {
		for _, c := range advise.For(message.Message{Meaning: m, Side: message.ServerSide}).Commands {
			if strings.Contains(c.Code, "client.crt") {
				t.Errorf("%s: %s", m, c.Code)
			}
		}
	}
	for _, c := range advise.For(message.Message{Client: "kubectl", Meaning: message.Unnamed}).Commands {
		if strings.Contains(c.Code, "kubectl ") {
			t.Errorf("kubectl: %s", c.Code)
		}
	}
}

// TestNamesInChinese wants no English words around the names of programs.
func TestNamesInChinese(t *testing.T) {
	for _, p := range advise.Programs() {
		zh := p.Called().ZH
		for _, word := range []string{"a ", "an ", " and ", " of ", " drivers", " before ", " that "} {
			if strings.HasPrefix(zh, word) || strings.HasPrefix(word, " ") && strings.Contains(zh+" ", word) {
				t.Errorf("%s: %s", p.ID, zh)
			}
		}
	}
}
