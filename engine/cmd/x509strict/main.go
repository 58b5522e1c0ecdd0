// Command x509strict is the engine without a browser, for tests, scripts and CI.
package main

import (
	"fmt"
	"io"
	"os"
)

const usage = `x509strict says whether Python 3.13's strict X.509 verification accepts a certificate chain, and makes the repair.

Usage: x509strict VERB [options] [FILE...]

  check   judge what is in the files (or standard input), or what a server sends: exit 0 accepted, 1 refused,
          2 unreadable or wrong usage
  read    print as JSON the certificates, keys and requests found
  repair  write the files that mend the chain: exit 0 only when the engine accepts the repaired chain
  sign    make a certificate of a request (CSR) with the CA's key, as strict clients want it
  audit   judge many: files, folders and servers in any format, or a stream of chains, one JSON line each
  verify  answer conformance cases
  version print which build this is
  completion bash|zsh|fish   print a script that completes verbs and options

Examples:
  x509strict check ca.crt server.crt
  x509strict check -client requests-old -host es01.example -json ca.crt
  x509strict check https://es01:9200 -ca http_ca.crt          # the one thing that uses the network
  x509strict audit /etc/ssl/private es01:9200 smtp://mail -format junit -expires-within 30d
  openssl s_client -connect es01:9200 -showcerts </dev/null | x509strict check
  x509strict repair -key ca.key -out fixed ca.crt
  x509strict sign -ca ca.crt -key ca.key -out signed request.csr
  x509strict audit < /etc/ssl/certs/ca-certificates.crt | jq -r 'select(.verdict=="refused") | .subject'

x509strict VERB -help lists a verb's options.
`

// Exit statuses of check, as documented: accepted, refused, and everything else.
const (
	exitOK      = 0
	exitRefused = 1
	exitUsage   = 2
)

// released is the date of the release ("2006-01-02"), set by the linker; empty in a build from a checkout.
var released string

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run runs one verb and returns the exit status.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(errs, usage)
		return exitUsage
	}
	verbs := map[string]func([]string, io.Reader, io.Writer, io.Writer) int{
		"check": check, "read": readVerb, "audit": audit, "repair": repair, "sign": sign, "verify": verifyVerb,
		"version": versionVerb, "completion": completion, "-version": versionVerb, "--version": versionVerb,
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		fmt.Fprint(out, usage)
		return exitOK
	}
	verb, ok := verbs[args[0]]
	if !ok {
		fmt.Fprintf(errs, "x509strict: there is no verb %q\n\n%s", args[0], usage)
		return exitUsage
	}
	return verb(args[1:], in, out, errs)
}
