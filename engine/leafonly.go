//go:build !lean

package engine

import (
	"fmt"
	"slices"
	"strings"

	"x509strict/engine/advise"
	"x509strict/engine/code"
	"x509strict/engine/lang"
	"x509strict/engine/origin"
	"x509strict/engine/plan"
	"x509strict/engine/product"
	"x509strict/engine/release"
	"x509strict/engine/roles"
)

// askForCA is for a chain that is accepted as far as it goes, while nobody has seen the CA above it: what such CAs are
// usually refused for, and how to get this one.
func (r *run) askForCA(c roles.Chain) *plan.Step {
	if c.As == roles.AsClient {
		return nil
	}
	last := -1
	for _, at := range r.report.Chains[r.report.Chain].Path {
		if at >= 0 {
			last = at
		}
	}
	if last < 0 {
		return nil
	}
	x := r.bundle.Certificates[last].Certificate
	usual, maker := r.usualFaults(last)
	step := r.ask(
		lang.Text{
			EN: fmt.Sprintf("Add the CA “%s”: only with it is the answer certain.", briefName(x.Issuer)),
			ZH: fmt.Sprintf("请加入 CA“%s”：有了它才能得出确定的结论。", briefName(x.Issuer)),
		},
		lang.Text{
			EN: fmt.Sprintf("CAs made by %s are usually refused in strict mode: %s.", maker, usual),
			ZH: fmt.Sprintf("%s 生成的 CA 在严格模式下通常会被拒绝：%s。", maker, usual),
		}, last)
	if maker == "" {
		step.Why = fmt.Sprintf(lang.Text{
			EN: "A CA decides as much as the certificate does. What private CAs are refused for most often: %s.",
			ZH: "结果同样取决于 CA。私有 CA 最常因这些原因被拒绝：%s。",
		}.In(r.o.Lang), usual)
	}
	p := product.Of(r.makers(), r.report.FromMessage.Port)
	t := r.report.Target
	commands := []advise.Command{advise.Sent(t.Host, t.Port, p.StartTLS(t.Port))}
	if p != nil && p.CAAt != "" {
		commands = []advise.Command{advise.CAOf(p), commands[0]}
	}
	for _, x := range commands {
		step.Commands = append(step.Commands, plan.Command{Why: x.Why.In(r.o.Lang), Code: x.Code})
	}
	return step
}

// often are what private CAs are refused for most, by the makers that package origin knows.
var often = []code.Code{code.CaCertMissingKeyUsage, code.CaBconsNotCritical, code.MissingSubjectKeyIdentifier}

// usualFaults are the messages that the CAs of a certificate's maker are refused with, and the maker's name; "" for
// those of all makers.
func (r *run) usualFaults(at int) (text, maker string) {
	faults := often
	for _, o := range r.report.Origins {
		m := origin.ByID(o.ID)
		if o.Certificate != at || m == nil {
			continue
		}
		ofCA := slices.DeleteFunc(slices.Clone(m.Faults), func(c code.Code) bool { return !ofIssuer(c) })
		if len(ofCA) > 0 {
			faults, maker = ofCA, m.Called().In(r.o.Lang)
			break
		}
	}
	var words []string
	for _, c := range faults {
		words = append(words, fmt.Sprintf("%s (%d)", c.Text(release.Default), c.Number(release.Default)))
	}
	return strings.Join(words, lang.Text{EN: "; ", ZH: "；"}.In(r.o.Lang)), maker
}
