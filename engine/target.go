//go:build !lean

package engine

import (
	"path"
	"strings"

	"x509strict/engine/product"
	"x509strict/engine/roles"
)

// target fills in where the chain of the report is met.
func (r *run) target() {
	p := product.Of(r.makers(), r.report.FromMessage.Port)
	t := &r.report.Target
	names := r.namesOfLeaf()
	if r.report.As == string(roles.AsClient) { // they are the client's own, not where it connects
		names = nil
	}
	if t.Host = product.Host(r.report.Host, names); t.Host == product.NoHost {
		t.Host = ""
	}
	if t.Port = r.report.FromMessage.Port; t.Port == 0 {
		t.Port = p.Port()
	}
	if t.CAFile = p.File(); p != nil {
		t.Product = p.Name
	}
	for i, at := range r.report.Chains[r.report.Chain].Path {
		if i == 0 || at < 0 {
			continue
		}
		x := r.report.Certificates[at]
		name := path.Base(strings.ReplaceAll(x.File, "\\", "/"))
		if x.Role == "anchor" && x.File != "" && product.SafeFile(name) {
			t.CAFile = name
		}
	}
}

// makers are the ids of who made the certificates of the chain.
func (r *run) makers() (ids []string) {
	for _, o := range r.report.Origins {
		for _, at := range r.report.Chains[r.report.Chain].Path {
			if at == o.Certificate {
				ids = append(ids, o.ID)
			}
		}
	}
	return ids
}

// namesOfLeaf are host names and addresses in the leaf of the chain.
func (r *run) namesOfLeaf() (names []string) {
	leaf := r.report.Chains[r.report.Chain].Leaf
	if leaf < 0 {
		return nil
	}
	for _, n := range r.report.Certificates[leaf].Names {
		if kind, value, _ := strings.Cut(n, ":"); kind == "DNS" || kind == "IP" {
			names = append(names, value)
		}
	}
	return append(names, r.report.Certificates[leaf].Name)
}
