package live

import (
	"bytes"
	"errors"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"x509strict/engine/internal/testpki"
)

// daemon is a server from Debian that speaks a protocol with STARTTLS. In its files and arguments {dir} is a folder of
// its own, {port} where it listens; {dir} holds chain.pem (leaf and CA), leaf.key and root.pem.
type daemon struct {
	scheme  string
	program string            // a path, or a pattern that the newest release's path matches
	files   map[string]string // written before it starts
	prepare []string          // run to its end before the server is
	command []string          // arguments of the program
	owner   string            // who owns folder, key and certificates; "" for root
	asOwner bool              // and runs it: some refuse to be run by root
}

var daemons = []daemon{
	{
		scheme: "postgres", program: "/usr/lib/postgresql/*/bin/postgres", owner: "nobody", asOwner: true,
		prepare: []string{"{bin}/initdb", "-D", "{dir}/data", "-A", "trust", "-N", "-U", "test", "--no-locale"},
		command: []string{"-D", "{dir}/data", "-k", "{dir}", "-p", "{port}", "-h", "127.0.0.1", "-F", "-c", "ssl=on",
			"-c", "ssl_cert_file={dir}/chain.pem", "-c", "ssl_key_file={dir}/leaf.key"},
	}, {
		scheme: "mysql", program: "/usr/sbin/mariadbd",
		prepare: []string{"mkdir", "{dir}/data"},
		command: []string{"--no-defaults", "--datadir={dir}/data", "--socket={dir}/s", "--pid-file={dir}/pid",
			"--bind-address=127.0.0.1", "--port={port}", "--user=root", "--innodb-log-file-size=4M",
			"--skip-grant-tables", "--skip-networking=0", "--ssl-cert={dir}/chain.pem", "--ssl-key={dir}/leaf.key", "--ssl-ca={dir}/root.pem"},
	}, {
		scheme: "imap", program: "/usr/sbin/dovecot", files: map[string]string{"dovecot.conf": dovecot("imap")},
		command: []string{"-F", "-c", "{dir}/dovecot.conf"},
	}, {
		scheme: "pop3", program: "/usr/sbin/dovecot", files: map[string]string{"dovecot.conf": dovecot("pop3")},
		command: []string{"-F", "-c", "{dir}/dovecot.conf"},
	}, {
		scheme: "smtp", program: "/usr/sbin/exim4", owner: "Debian-exim",
		files: map[string]string{"exim.conf": `primary_hostname = localhost
spool_directory = {dir}
log_file_path = {dir}/%slog
pid_file_path = {dir}/pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
tls_advertise_hosts = *
tls_certificate = {dir}/chain.pem
tls_privatekey = {dir}/leaf.key
host_lookup =
rfc1413_query_timeout = 0s
`},
		command: []string{"-C", "{dir}/exim.conf", "-bdf"},
	}, {
		scheme: "ftp", program: "/usr/sbin/vsftpd",
		prepare: []string{"mkdir", "{dir}/empty"},
		files: map[string]string{"vsftpd.conf": `listen=YES
listen_address=127.0.0.1
listen_port={port}
background=NO
anonymous_enable=NO
local_enable=YES
secure_chroot_dir={dir}/empty
ssl_enable=YES
rsa_cert_file={dir}/chain.pem
rsa_private_key_file={dir}/leaf.key
`},
		command: []string{"{dir}/vsftpd.conf"},
	}, {
		scheme: "ldap", program: "/usr/sbin/slapd",
		files: map[string]string{"slapd.conf": `pidfile {dir}/pid
TLSCertificateFile {dir}/chain.pem
TLSCertificateKeyFile {dir}/leaf.key
TLSCACertificateFile {dir}/root.pem
`},
		command: []string{"-h", "ldap://127.0.0.1:{port}", "-f", "{dir}/slapd.conf", "-d", "0"},
	}, {
		scheme: "xmpp", program: "/usr/bin/prosody",
		files: map[string]string{"prosody.cfg.lua": `run_as_root = true
pidfile = "{dir}/pid"
data_path = "{dir}"
log = { error = "*console" }
interfaces = { "127.0.0.1" }
c2s_ports = { {port} }
s2s_ports = {}
modules_enabled = { "tls", "saslauth" }
modules_disabled = { "s2s" }
ssl = { certificate = "{dir}/chain.pem"; key = "{dir}/leaf.key" }
VirtualHost "localhost"
`},
		command: []string{"-F", "--config", "{dir}/prosody.cfg.lua"},
	},
}

// dovecot is a configuration with nothing but the login of one protocol.
func dovecot(protocol string) string {
	return `base_dir = {dir}/run
log_path = /dev/stderr
protocols = ` + protocol + `
listen = 127.0.0.1
ssl = required
ssl_cert = <{dir}/chain.pem
ssl_key = <{dir}/leaf.key
passdb {
  driver = static
  args = nopassword=y
}
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
service ` + protocol + `-login {
  chroot =
  inet_listener ` + protocol + ` {
    port = {port}
  }
  inet_listener ` + protocol + `s {
    port = 0
  }
}
`
}

// TestRealServers asks the servers that people run, where this machine has them.
func TestRealServers(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("these servers want to be started by root")
	}
	root := testpki.Root(t, "Live Root", func(s *testpki.Spec) { s.Drop("2.5.29.15") })
	leaf := root.Server(t, "localhost", func(s *testpki.Spec) { s.Set(testpki.SAN("localhost", "127.0.0.1")) })
	files := map[string][]byte{
		"chain.pem": testpki.PEM(leaf, root), "leaf.key": leaf.KeyPEM(t), "root.pem": testpki.PEM(root),
	}
	for _, d := range daemons {
		t.Run(d.scheme, func(t *testing.T) {
			t.Parallel()
			found, err := filepath.Glob(d.program)
			if err != nil || len(found) == 0 {
				t.Skipf("%s is missing", d.program)
			}
			d.program = found[len(found)-1]
			a, err := Fetch(t.Context(), d.start(t, files), Options{Timeout: time.Minute})
			equal(t, a, err, [][]byte{leaf.DER, root.DER})
			if a != nil && a.Unfinished != nil {
				t.Errorf("the handshake ended early: %v", a.Unfinished)
			}
		})
	}
}

// start writes the files, starts the server, and waits until somebody can connect.
func (d daemon) start(t *testing.T, files map[string][]byte) Endpoint {
	t.Helper()
	dir, err := os.MkdirTemp("", "live") // a short path: sockets stand in it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	port := freePort(t)
	fill := strings.NewReplacer("{dir}", dir, "{port}", port, "{bin}", filepath.Dir(d.program)).Replace
	uid := 0
	if d.owner != "" {
		who, err := user.Lookup(d.owner)
		if err != nil {
			t.Fatal(err)
		}
		if uid, err = strconv.Atoi(who.Uid); err != nil {
			t.Fatal(err)
		}
	}
	own := func(path string) error { return os.Chown(path, uid, -1) }
	err = errors.Join(own(dir), os.Chmod(dir, 0o755))
	for name, data := range files {
		path := filepath.Join(dir, name)
		err = errors.Join(err, os.WriteFile(path, data, 0o600), own(path))
	}
	for name, text := range d.files {
		err = errors.Join(err, os.WriteFile(filepath.Join(dir, name), []byte(fill(text)), 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	run := func(command []string) *exec.Cmd {
		filled := make([]string, len(command))
		for i, word := range command {
			filled[i] = fill(word)
		}
		cmd := exec.Command(filled[0], filled[1:]...)
		cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &said, &said
		cmd.WaitDelay = time.Second
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		if d.asOwner {
			cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}
		}
		return cmd
	}
	if len(d.prepare) > 0 {
		if err := run(d.prepare).Run(); err != nil {
			t.Fatalf("%v: %s", err, said.String())
		}
	}
	cmd := run(append([]string{d.program}, d.command...))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() { syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
	for {
		c, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err == nil {
			c.Close()
			return Endpoint{d.scheme, "localhost", port}
		}
		select {
		case err := <-ended:
			t.Fatalf("%s ended: %v\n%s", d.program, err, said.String())
		case <-time.After(50 * time.Millisecond):
		case <-t.Context().Done():
			t.Fatalf("%s does not listen", d.program)
		}
	}
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}
