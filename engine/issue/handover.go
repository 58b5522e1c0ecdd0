package issue

import (
	"strings"

	"x509strict/engine/handover"
)

// HandOver says how clients are given the CA of [NewCA]: as that of a product, where settings for one were asked for,
// by the names of the first server. Client is the id of the client that the reader has chosen, "" for python-3.13.
func HandOver(files []File, s CASpec, client string) *handover.Both {
	a := handover.Ask{Client: client, File: "ca.crt"}
	for _, f := range files {
		if f.Name == a.File {
			a.Made = Certificates(f.Data)
		}
	}
	if s.Elasticsearch {
		a.Makers = []string{"elasticsearch-certutil"}
	}
	for _, n := range s.Nodes {
		if !n.Client {
			a.Names = append(append(a.Names, n.Names...), n.Name)
			break
		}
	}
	for i, name := range a.Names {
		a.Names[i] = strings.TrimPrefix(name, "IP:")
	}
	return handover.InBoth(a)
}
