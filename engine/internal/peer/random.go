package peer

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"strings"
	"sync"
	"time"

	"x509strict/engine/internal/testca"
)

// Now is the time that recorded cases are made around.
var Now = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

// making guards testca.Now.
var making sync.Mutex

func chance(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// hosts are what clients ask for, the likely ones more often.
var hosts = []string{"localhost", "localhost", "localhost", "host.example.com", "host.example.com",
	"a.b.example.net", "127.0.0.1", "::1", "xn--bcher-kva.example.com"}

// Hosts lists the names that cases ask for.
func Hosts() []string { return hosts[2:] }

// HostsFile is an /etc/hosts in which every host of a case is this machine.
func HostsFile() string {
	var names []string
	for _, h := range Hosts() {
		if _, err := netip.ParseAddr(h); err != nil {
			names = append(names, h)
		}
	}
	return "127.0.0.1 " + strings.Join(names, " ") + "\n"
}

// draft is a case that is being made.
type draft struct {
	r     *rand.Rand
	host  string
	keys  []string // names of the chain's keys, the leaf's first
	chain []*testca.Certificate
	notes []string
	way   int    // how Single signs the leaf
	own   string // behind every common name, "" for none
}

// leafKeys are those that a TLS server can use.
var leafKeys = []string{"p256-0", "p256-1", "p256-0", "p256-1", "p256-0", "p384-0", "p521-0", "ed25519-0", "rsa1024",
	"rsa2048", "rsa2048", "rsa3072", "pss2048"}

var caKeys = []string{"p256-2", "p256-3", "p256-4", "p256-5", "p384-1", "p384-0", "p521-1", "p521-0", "ed25519-1",
	"rsa1024", "rsa2048", "rsa2048", "rsa3072", "pss2048", "rsa768", "p224-0"}

// Random makes case n of a seed around a time.
func Random(seed uint64, n int, now time.Time) *Case { return random(seed, n, now, "") }

// Own is Random with names that no other case has, for programs that trust the CA files of many cases at once. Names
// that a fault gives are the same in all.
func Own(seed uint64, n int, now time.Time) *Case {
	return random(seed, n, now, fmt.Sprintf(" of s%d-%d", seed, n))
}

func random(seed uint64, n int, now time.Time, own string) *Case {
	making.Lock()
	defer making.Unlock()
	testca.Now = now
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	d := start(r, pick(r, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 5), hosts[r.IntN(len(hosts))], own)
	for range pick(r, 0, 1, 1, 1, 1, 1, 2, 2, 3) {
		at := r.IntN(len(d.chain))
		if chance(r, 3) {
			at = 0
		}
		if chance(r, 7) {
			d.wild(pick(r, wilds...), at)
			continue
		}
		f := faults[r.IntN(len(faults))]
		d.put(f, at)
	}
	return d.deal(fmt.Sprintf("s%d-%d", seed, n))
}

// start makes a conforming chain of a length.
func start(r *rand.Rand, length int, host, own string) *draft {
	d := &draft{
		r: r, host: host, own: own, chain: make([]*testca.Certificate, length), keys: make([]string, length)}
	var above *testca.Certificate
	for i := length - 1; i >= 0; i-- {
		kind, cn, key := testca.CA, fmt.Sprintf("CA %d", i), fmt.Sprintf("p256-%d", 1+i)
		if i == 0 {
			kind, cn, key = testca.Server, host, "p256-0"
			if chance(r, 3) {
				key = pick(r, leafKeys...)
			}
		} else if chance(r, 5) {
			key = pick(r, caKeys...)
		}
		d.keys[i] = key
		d.chain[i] = testca.NewWith(testca.Named(key), kind, cn+own, above)
		d.chain[i].Serial = testca.Int(0x100 + int64(i))
		above = d.chain[i]
	}
	d.chain[0].Put(testca.Extension{OID: "2.5.29.17", Value: testca.Seq(hostName(host))})
	if length == 1 && chance(r, 2) {
		d.note("self-signed CA:TRUE")
		d.chain[0].Put(testca.Extension{OID: "2.5.29.19", Critical: testca.Critical(),
			Value: testca.Seq(testca.Bool(true))})
	}
	return d
}

// hostName is the general name of a host.
func hostName(host string) []byte {
	if a, err := netip.ParseAddr(host); err == nil {
		return testca.Implicit(7, a.AsSlice())
	}
	return testca.Implicit(2, []byte(host))
}

func (d *draft) note(text string) { d.notes = append(d.notes, text) }

// wild puts one of testca's faults on certificate i.
func (d *draft) wild(name string, i int) {
	testca.Apply(d.r, name, d.chain, i)
	d.note(fmt.Sprintf("%s@%d", name, i))
}

// put puts a fault on certificate i, or on one that the fault is for.
func (d *draft) put(f fault, i int) {
	switch f.where {
	case leaf:
		i = 0
	case ca:
		if len(d.chain) == 1 {
			i = 0
		} else if i == 0 {
			i = 1 + d.r.IntN(len(d.chain)-1)
		}
	}
	f.put(d, i)
	d.note(fmt.Sprintf("%s@%d", f.name, i))
}

// issuerKey is what signs certificate i.
func (d *draft) issuerKey(i int) *testca.Key { return d.chain[min(i+1, len(d.chain)-1)].Key }
