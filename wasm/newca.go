//go:build js && wasm && !lean

package main

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"syscall/js"
	"time"

	"x509strict/engine"
	"x509strict/engine/issue"
	"x509strict/engine/lang"
	"x509strict/engine/roles"
	"x509strict/engine/workaround"
)

// newCAArgs is NewCAArgs of protocol.js.
type newCAArgs struct {
	Subject struct {
		CommonName   string `js:"commonName"`
		Organization string `js:"organization"`
		Country      string `js:"country"`
	} `js:"subject"`
	Key          string `js:"key"`
	Days         int    `js:"days"`
	Certificates []struct {
		Name  string   `js:"name"`
		Kind  string   `js:"kind"`
		Names []string `js:"names"`
		Days  int      `js:"days"`
		Key   string   `js:"key"`
	} `js:"certificates"`
	InstancesYAML  string `js:"instancesYaml"`
	KeyPassword    string `js:"keyPassword"`
	PKCS12Password string `js:"pkcs12Password"`
	LegacyPKCS12   bool   `js:"legacyPkcs12"`
	Elasticsearch  bool   `js:"elasticsearch"`
	Lang           string `js:"lang"`
	Client         string `js:"client"` // whom the hand-over is for first
}

// keyKinds maps the protocol's names of keys to the issuer's.
var keyKinds = map[string]string{
	"":          "",
	"ec-p256":   "EC P-256",
	"ec-p384":   "EC P-384",
	"ec-p521":   "EC P-521",
	"rsa-2048":  "RSA 2048",
	"rsa-3072":  "RSA 3072",
	"rsa-4096":  "RSA 4096",
	"ed25519":   "Ed25519",
	"ml-dsa-65": "ML-DSA-65",
	"ml-dsa-87": "ML-DSA-87",
}

// spec turns the arguments into the issuer's.
func (a newCAArgs) spec() (s issue.CASpec, err error) {
	usage := func(format string, args ...any) error {
		return &engine.UsageError{Text: "newCA: " + fmt.Sprintf(format, args...)}
	}
	kind, ok := keyKinds[a.Key]
	if !ok {
		return s, usage("no kind of key is called %q", a.Key)
	}
	s = issue.CASpec{
		Subject: issue.Subject{
			CommonName:   a.Subject.CommonName,
			Organization: a.Subject.Organization,
			Country:      a.Subject.Country,
		},
		Key:           kind,
		NodeKey:       nodeKind(kind),
		Days:          a.Days,
		Password:      a.KeyPassword,
		PKCS12:        a.PKCS12Password != "",
		PKCS12Pass:    a.PKCS12Password,
		Legacy:        a.LegacyPKCS12,
		Elasticsearch: a.Elasticsearch,
		Lang:          lang.Lang(a.Lang),
	}
	for _, c := range a.Certificates {
		if !slices.Contains([]string{"server", "client", "both", ""}, c.Kind) {
			return s, usage("a certificate is for server, client or both, not %q", c.Kind)
		}
		own, ok := keyKinds[c.Key]
		if !ok {
			return s, usage("no kind of key is called %q", c.Key)
		}
		s.Nodes = append(
			s.Nodes,
			issue.Node{
				Name:   c.Name,
				Names:  c.Names,
				Client: c.Kind == "client",
				Both:   c.Kind == "both",
				Key:    own,
				Days:   c.Days,
			},
		)
	}
	if strings.TrimSpace(a.InstancesYAML) != "" {
		nodes, err := issue.ParseNodes(a.InstancesYAML)
		if err != nil {
			return s, err
		}
		s.Nodes = append(s.Nodes, nodes...)
	}
	return s, nil
}

// nodeKind is the kind of the nodes' keys when none is asked for: the CA's, but of RSA the size that every client
// takes and servers like, and P-256 where few clients take a server's key of the CA's kind.
func nodeKind(ca string) string {
	switch {
	case strings.HasPrefix(ca, "RSA"):
		return "RSA 2048"
	case ca == "EC P-521", strings.HasPrefix(ca, "ML-DSA"):
		return "EC P-256"
	}
	return ca
}

func newCA(c *call) (js.Value, error) {
	var a newCAArgs
	if err := c.assign(&a); err != nil {
		return js.Null(), err
	}
	s, err := a.spec()
	if err != nil {
		return js.Null(), err
	}
	c.stage = "newCA"
	files, err := issue.NewCA(s, generate, rand.Reader, time.Now(), func(done, total int) error {
		c.progress("issue", done, total)
		if c.stop() {
			return engine.ErrCancelled
		}
		return nil
	})
	if err != nil {
		return js.Null(), err
	}
	h := issue.HandOver(files, s, a.Client)
	files = append(files, issue.NewCAReadme(files, s, h))
	out := make([]issue.File, len(files))
	for i, f := range files {
		out[i] = issue.File(f)
	}
	return js.ValueOf(map[string]any{"files": filesValue(out), "handover": parsed(h)}), nil
}

// snippet is one change of code, as the page shows it.
type snippet struct {
	ID       string `js:"id"`
	Title    string `js:"title"`
	Language string `js:"language"`
	Code     string `js:"code"`
	Note     string `js:"note"`
	Loses    string `js:"loses"`
}

func workarounds(c *call) (js.Value, error) {
	var a struct {
		Lang   string `js:"lang"`
		Report struct {
			Client string `js:"client"`
			As     string `js:"as"`
			Target struct {
				Host   string `js:"host"`
				Port   int    `js:"port"`
				CAFile string `js:"caFile"`
			} `js:"target"`
		} `js:"report"`
	}
	if err := c.assign(&a); err != nil {
		return js.Null(), err
	}
	l, at := lang.Lang(a.Lang), a.Report.Target
	list := workaround.For(a.Report.Client)
	switch {
	case a.Report.As == string(roles.AsClient): // a server verifies
		list = workaround.ForServers()
	case list == nil:
		list = workaround.For("")
	}
	out := struct {
		Snippets []snippet `js:"snippets"`
	}{[]snippet{}}
	for _, s := range list {
		if s.Server { // it listens, wherever its clients come from
			at.Host, at.Port = "", 0
		}
		out.Snippets = append(
			out.Snippets,
			snippet{
				s.ID, s.Library.In(l), s.Language, s.For(at.Host, at.Port, at.CAFile), s.Note.In(l), s.Cost().In(l),
			},
		)
	}
	return value(out), nil
}
