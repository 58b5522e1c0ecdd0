package main

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"path"
	"strings"

	"x509strict/web/cmd/internal/policy"
	"x509strict/web/pages"
)

// addPages adds the rule pages, tables and guides. Pages get the policy as a meta element, for hosts without headers.
func (s *site) addPages() error {
	list, err := pages.Files(s.base)
	if err != nil {
		return err
	}
	for name, data := range list {
		if path.Ext(name) == ".html" {
			at := charset.FindIndex(data)
			if at == nil {
				return fmt.Errorf("pages: %s has no <meta charset=\"utf-8\">", name)
			}
			data = bytes.Join([][]byte{data[:at[1]], []byte(policyElement(policy.Meta())), data[at[1]:]}, nil)
		}
		s.files[name] = data
	}
	s.files[pages.Preview], err = os.ReadFile("web/preview.png")
	return err
}

// policyElement is a policy as a meta element. Quotation marks inside of it are single ones, which stay as they are.
func policyElement(text string) string {
	return "<meta http-equiv=\"Content-Security-Policy\" content=\"" +
		strings.ReplaceAll(html.EscapeString(text), "&#39;", "'") + "\">\n"
}
