package issue_test

import (
	crand "crypto/rand"
	"fmt"
	"math/rand/v2"
	"testing"

	"x509strict/engine/issue"
	"x509strict/engine/plan"
	"x509strict/engine/roles"
)

// BenchmarkRepair plans and issues a CA without key usage over a number of leaves.
func BenchmarkRepair(b *testing.B) {
	for _, leaves := range []int{1, 100} {
		b.Run(fmt.Sprint(leaves), func(b *testing.B) {
			r := rand.New(rand.NewPCG(3, 3))
			root := newMember(r, "Root", roles.Anchor, pool()["rsa"][0], nil)
			h := &hierarchy{members: []*member{root}}
			for n := range leaves {
				h.members = append(
					h.members,
					newMember(r, fmt.Sprintf("leaf-%d", n), roles.Leaf, pool()["p256"][0], root),
				)
			}
			for _, m := range h.members {
				m.complete(r)
			}
			root.drop(oidKU)
			h.sign()
			in := h.input()
			b.ResetTimer()
			for b.Loop() {
				p, err := plan.Make(in)
				if err != nil || p.State != plan.Possible {
					b.Fatal(p.State, err)
				}
				if _, err := issue.Reissue(p, in.Certificates, h.keys(), issue.Wishes{}, crand.Reader); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
