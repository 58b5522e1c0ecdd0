package mozpkix

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"x509strict/engine/internal/peer"
)

// marionette speaks to a Firefox: LENGTH:JSON, [0, number, command, parameters] and back.
type marionette struct {
	conn   net.Conn
	in     *bufio.Reader
	number int
}

func (m *marionette) read() (json.RawMessage, error) {
	size, err := m.in.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(size, ":"))
	if err != nil {
		return nil, err
	}
	body := make([]byte, n)
	_, err = io.ReadFull(m.in, body)
	return body, err
}

func (m *marionette) call(command string, parameters map[string]any) (value any, err error) {
	m.number++
	body, err := json.Marshal([]any{0, m.number, command, parameters})
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(body), body); err != nil {
		return nil, err
	}
	raw, err := m.read()
	if err != nil {
		return nil, err
	}
	var answer [4]any
	if err := json.Unmarshal(raw, &answer); err != nil {
		return nil, err
	}
	if answer[2] != nil {
		return nil, fmt.Errorf("%s: %v", command, answer[2])
	}
	if object, ok := answer[3].(map[string]any); ok {
		return object["value"], nil
	}
	return nil, nil
}

// prefs keep Firefox to itself and let the names of the cases mean this machine.
const prefs = `user_pref("marionette.port", %d);
user_pref("network.dns.localDomains", "host.example.com,a.b.example.net,xn--bcher-kva.example.com");
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.proxy.type", 0);
user_pref("network.dns.disablePrefetch", true);
user_pref("security.enterprise_roots.enabled", false);
user_pref("security.remote_settings.intermediates.enabled", false);
user_pref("security.remote_settings.crlite_filters.enabled", false);
user_pref("security.OCSP.enabled", 0);
user_pref("services.settings.server", "data:,");
user_pref("app.update.disabledForTesting", true);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
`

// firefox starts the browser without a window, until the test ends.
func firefox(t *testing.T) (m *marionette, version string) {
	t.Helper()
	program, err := exec.LookPath("firefox-esr")
	if err != nil {
		t.Skip("no firefox-esr on this machine: apt-get install firefox-esr")
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	free.Close()
	home := t.TempDir()
	profile := filepath.Join(home, "profile")
	if err := os.Mkdir(profile, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user.js"), fmt.Appendf(nil, prefs, port), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cmd := exec.CommandContext(
		ctx,
		program,
		"--headless",
		"--marionette",
		"--remote-allow-system-access",
		"--no-remote",
		"--profile",
		profile,
	)
	cmd.Env = append(os.Environ(), "HOME="+home, "MOZ_HEADLESS=1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		cmd.Wait()
	})
	for range 120 {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			time.Sleep(500 * time.Millisecond)
			continue
		}
		m = &marionette{conn: conn, in: bufio.NewReader(conn)}
		if _, err := m.read(); err != nil {
			t.Fatal(err)
		}
		if _, err := m.call("WebDriver:NewSession", map[string]any{"capabilities": map[string]any{}}); err != nil {
			t.Fatal(err)
		}
		if _, err := m.call("Marionette:SetContext", map[string]any{"value": "chrome"}); err != nil {
			t.Fatal(err)
		}
		v, err := m.call(
			"WebDriver:ExecuteScript",
			map[string]any{"script": "return Services.appinfo.version", "args": []any{}},
		)
		if err != nil {
			t.Fatal(err)
		}
		return m, "Firefox " + v.(string)
	}
	t.Fatal("firefox-esr did not open its Marionette port")
	return nil, ""
}

// asks adds the CA file to the certificates of the profile as a user does who trusts it for web sites, opens a
// connection, and takes the certificates away again.
const asks = `
const [cas, url, done] = arguments;
(async () => {
  const db = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB);
  const added = [];
  for (const b64 of cas) {
    try { added.push(db.addCertFromBase64(b64, "C,,")); } catch (e) {}
  }
  const channel = Services.io.newChannel(
    url, null, null, null, Services.scriptSecurityManager.getSystemPrincipal(), null,
    Ci.nsILoadInfo.SEC_ALLOW_CROSS_ORIGIN_SEC_CONTEXT_IS_NULL, Ci.nsIContentPolicy.TYPE_OTHER);
  channel.loadFlags |= Ci.nsIRequest.LOAD_BYPASS_CACHE | Ci.nsIRequest.INHIBIT_CACHING | Ci.nsIRequest.LOAD_ANONYMOUS;
  const said = await new Promise(resolve => channel.asyncOpen({
    onStartRequest() {},
    onDataAvailable(request, stream, offset, count) {
      const b = Cc["@mozilla.org/scriptableinputstream;1"].createInstance(Ci.nsIScriptableInputStream);
      b.init(stream);
      b.read(count);
    },
    onStopRequest(request, status) {
      if (status == 0) return resolve("ok");
      const info = request.QueryInterface(Ci.nsIChannel).securityInfo;
      if (info && info.errorCodeString) return resolve(info.errorCodeString);
      resolve("0x" + (status >>> 0).toString(16));
    },
  }));
  for (const c of added) {
    try { db.deleteCertificate(c); } catch (e) {}
  }
  try { Services.obs.notifyObservers(null, "net:prune-all-connections"); } catch (e) {}
  done(said);
})().catch(e => done("exception " + e));
`

func ask(t *testing.T, m *marionette, version string, cases []*peer.Case) *peer.Answers {
	t.Helper()
	answers := &peer.Answers{Program: version, Set: "firefox", ByID: map[string]string{}}
	byID := map[string]*peer.Case{}
	for _, c := range cases {
		byID[c.ID] = c
	}
	const atOnce = 500
	for from := 0; from < len(cases); from += atOnce {
		dir := t.TempDir()
		s, err := peer.Serve(cases[from:min(from+atOnce, len(cases))], dir)
		if err != nil {
			t.Fatal(err)
		}
		index, err := os.ReadFile(filepath.Join(dir, "index.tsv"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(index)) {
			f := strings.Split(strings.TrimSpace(line), "\t")
			cas := []string{}
			for _, one := range byID[f[0]].CA {
				cas = append(cas, base64.StdEncoding.EncodeToString(one))
			}
			v, err := m.call("WebDriver:ExecuteAsyncScript", map[string]any{
				"script": asks, "args": []any{cas, f[4]}, "scriptTimeout": 20000, "newSandbox": true})
			if errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) {
				t.Fatalf("Firefox ended at case %s: %v", f[0], err)
			}
			if err != nil {
				v = err.Error()
			}
			answers.ByID[f[0]] = strings.ReplaceAll(fmt.Sprint(v), "\n", " ")
		}
		s.Close()
	}
	return answers
}
