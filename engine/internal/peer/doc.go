// Package peer compares the engine's verifiers with the real programs, over real handshakes. It is for tests only.
//
// Three pieces:
//
//   - Cases: [Random] makes case n of a seed, a private CA's chain with faults in the fields that verifiers look at;
//     [Single] makes one case for every fault at every place. The same seed, number and time give the same bytes.
//   - A server: [Serve] opens a TLS server for each case and writes what a small program in any language needs in order
//     to ask the real verifier: index.tsv and CA files.
//   - Recordings: what a named version of a program answered to a file of cases. The default test replays them with
//     [Replay]; with -live the test asks the real program about unseen cases ([Unseen]); with -record it writes its
//     answers down ([Save]).
//
// # An answer
//
// An answer is one line: "ok", or the literal error of the program, in the words that its user sees. Equal verdict
// means that both are "ok" or neither is; equal text means the same bytes. A verifier that knows that it does not know
// answers "not checked: " and why; Replay counts such cases, and bounds how many there may be.
//
// # Time
//
// A case is made around a time and carries it. Programs that can be told the time (rustls-webpki, gnutls through its
// time function, Java through PKIXBuilderParameters.setDate, anything under faketime) take it from the case; recordings
// then last for ever. For the others make cases around the present, and record them under a set name of their own:
// replaying needs no clock.
//
// # Hosts
//
// Hosts are names that no resolver knows ([Hosts] lists them all). Connect to 127.0.0.1 and give the name to the
// verifier, or write [HostsFile] to /etc/hosts in the tree that the program runs in.
package peer
