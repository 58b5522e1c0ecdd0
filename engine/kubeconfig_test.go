package engine_test

import (
	"encoding/base64"
	"fmt"
	"testing"

	"x509strict/engine"
	"x509strict/engine/internal/testpki"
	"x509strict/engine/read"
)

// A kubeconfig of k3s: the API server is verified by one CA, and knows its clients by another, which the file does not
// hold or holds behind the client's certificate. Each is judged by itself.
func TestKubeconfigOfTwoCAs(t *testing.T) {
	serverCA := testpki.Root(t, "k3s-server-ca", nil)
	faulty := testpki.Root(t, "k3s-server-ca", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	clientCA := testpki.Root(t, "k3s-client-ca", nil)
	faultyClientCA := testpki.Root(t, "k3s-client-ca", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	user := func(ca *testpki.Cert) *testpki.Cert {
		return ca.Server(t, "system:admin", func(s *testpki.Spec) {
			s.Drop("2.5.29.17")
			s.Set(testpki.EKU("1.3.6.1.5.5.7.3.2"))
		})
	}
	admin, other := user(clientCA), user(faultyClientCA)
	for _, c := range []struct {
		name   string
		ca     *testpki.Cert
		client []*testpki.Cert
		want   string
	}{
		{"client alone", serverCA, []*testpki.Cert{admin}, "accepted"},
		{"client and its CA", serverCA, []*testpki.Cert{admin, clientCA}, "accepted"},
		{"faulty CA of the server", faulty, []*testpki.Cert{admin}, "refused"},
		{"faulty CA of the server, client's CA too", faulty, []*testpki.Cert{admin, clientCA}, "refused"},
		{"faulty CA of the client", serverCA, []*testpki.Cert{other, faultyClientCA}, "refused"},
		{"one CA", clientCA, []*testpki.Cert{admin}, "accepted"},
		{"one faulty CA", faultyClientCA, []*testpki.Cert{other}, "refused"},
	} {
		b64 := base64.StdEncoding.EncodeToString
		r := check(t, engine.Options{}, read.Input{Name: "config", Data: fmt.Appendf(nil, "clusters:\n- cluster:\n"+
			"    certificate-authority-data: %s\n    server: https://127.0.0.1:6443\nusers:\n- user:\n"+
			"    client-certificate-data: %s\n", b64(testpki.PEM(c.ca)), b64(testpki.PEM(c.client...)))})
		if r.Verdict != c.want || c.want == "refused" && r.Message != "certificate verify failed: CA cert does not include key usage extension" {
			t.Errorf("%s: %s %s, want %s", c.name, r.Verdict, r.Message, c.want)
		}
	}
}
