package read

import (
	"strconv"
	"strings"
)

// Listing is what openssl s_client (or a tool like it) prints of one connection.
type Listing struct {
	Place   Place
	Entries []Listed
	Return  int // the number of "Verify return code"; -1 when there is none
}

// Listed is one certificate of a listing: names as printed, and whether the certificate itself follows.
type Listed struct {
	Subject, Issuer string
	Given           bool
}

// Missing are the certificates that a listing names and that are not in it: what -showcerts would have printed.
func (l Listing) Missing() (out []Listed) {
	for i, e := range l.Entries {
		if i > 0 && !e.Given {
			out = append(out, e)
		}
	}
	return out
}

// listed follows one line of a listing, or begins one.
func (s *scan) listed(open *region, line string, number int, end func(int)) *region {
	begin := func() *region {
		end(number - 1)
		at := s.at
		at.Line = number
		return &region{from: number, listing: &Listing{Place: at, Return: -1}}
	}
	text := strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(text, "CONNECTED(") || text == "Certificate chain":
		if open == nil || len(open.listing.Entries) > 0 {
			open = begin()
		}
	case text == "Server certificate" || strings.HasPrefix(text, "| ssl-cert:"):
		if open == nil {
			open = begin()
		}
		open.spots = append(open.spots, spot{number, 0})
	case strings.HasPrefix(text, "- Certificate[") || strings.HasPrefix(text, "Certificate #"):
		n, ok := number0(text[strings.IndexAny(text, "[#")+1:])
		if !ok {
			break
		}
		if open == nil || n == 0 {
			open = begin()
		}
		open.spots = append(open.spots, spot{number, n})
	case open == nil:
	case strings.HasPrefix(text, "i:") && len(open.listing.Entries) > 0:
		open.listing.Entries[len(open.listing.Entries)-1].Issuer = strings.TrimSpace(text[2:])
	case strings.HasPrefix(text, "Verify return code:"):
		if n, ok := number0(strings.TrimSpace(text[len("Verify return code:"):])); ok {
			open.listing.Return = n
		}
	case text == "---" && len(open.spots) > 0:
		open.spots = append(open.spots, spot{number, -1})
	case text == "DONE" || strings.HasPrefix(text, "Extended master secret"):
		end(number)
		return nil
	default:
		if n, rest, ok := listedEntry(text); ok && n == len(open.listing.Entries) {
			open.listing.Entries = append(open.listing.Entries, Listed{Subject: rest})
			open.spots = append(open.spots, spot{number, n})
		}
	}
	return open
}

// listedEntry reads "0 s:CN = leaf".
func listedEntry(text string) (n int, subject string, ok bool) {
	number, rest, ok := strings.Cut(text, " s:")
	if !ok {
		return 0, "", false
	}
	n, err := strconv.Atoi(strings.TrimSpace(number))
	return n, strings.TrimSpace(rest), err == nil && n >= 0 && n < 100
}

// number0 reads the digits at the start of text.
func number0(text string) (n int, ok bool) {
	i := 0
	for i < len(text) && i < 4 && text[i] >= '0' && text[i] <= '9' {
		n = n*10 + int(text[i]-'0')
		i++
	}
	return n, i > 0
}
