package read

import (
	"slices"
	"strconv"
	"strings"
)

// A line "# seen: 1.4-presented,2.9-ca" above a PEM block tells what an earlier reading saw of the certificate, so that
// a link, or an entry of the history, says of it what the original said. It has one part for each place: block, order,
// and words. Names of files and fields are not in it, only what kind of name it was.

const seenMark = "# seen: "

// maxSeen bounds the places of one certificate.
const maxSeen = 100

// Words for what places are called, each with a name of that kind.
const (
	SeenOwn       = "own"       // a server's or client's own
	SeenClient    = "client"    // a client's own
	SeenChain     = "between"   // what is sent along
	SeenCA        = "ca"        // what is trusted
	SeenAPIServer = "apiserver" // a kubeconfig's CA of the API server
)

var seenNames = map[string]string{
	SeenOwn:       "server",
	SeenClient:    "client",
	SeenChain:     "chain",
	SeenCA:        "ca",
	SeenAPIServer: "certificate-authority-data",
}

const (
	seenKey    = "keyed"  // the private key is in the same file
	seenCAFile = "cafile" // Sighting.CAFile
	seenRole   = "is-"    // before a role that the user has set
	seenObject = "in"     // before Sighting.Object
)

var seenPositions = []Position{Presented, Sent, TrustedEntry, KeyEntry, KeyChain}

// FormatSeen writes sightings. Label is one of the words above, or "".
func FormatSeen(list []Sighting) string {
	var parts []string
	for _, s := range list[:min(len(list), maxSeen)] {
		part := strconv.Itoa(s.Block) + "." + strconv.Itoa(s.Order)
		for _, w := range []string{string(s.Position), s.Label} {
			if w != "" {
				part += "-" + w
			}
		}
		if s.KeyBeside {
			part += "-" + seenKey
		}
		if s.CAFile {
			part += "-" + seenCAFile
		}
		if s.Object > 0 {
			part += "-" + seenObject + strconv.Itoa(s.Object)
		}
		if s.Role != "" {
			part += "-" + seenRole + s.Role
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ",")
}

// ParseSeen reads what FormatSeen writes; ok is false for anything else.
func ParseSeen(text string) (list []Sighting, ok bool) {
	parts := strings.Split(text, ",")
	if len(parts) > maxSeen {
		return nil, false
	}
	for _, part := range parts {
		numbers, words, _ := strings.Cut(part, "-")
		block, order, _ := strings.Cut(numbers, ".")
		var s Sighting
		var fault [2]error
		s.Block, fault[0] = seenNumber(block)
		s.Order, fault[1] = seenNumber(order)
		if fault[0] != nil || fault[1] != nil {
			return nil, false
		}
		for words != "" {
			var w string
			if strings.HasPrefix(words, seenRole) {
				s.Role, words, _ = strings.Cut(words[len(seenRole):], "-")
				if s.Role == "" || strings.Trim(s.Role, "abcdefghijklmnopqrstuvwxyz") != "" {
					return nil, false
				}
				continue
			}
			w, words, _ = strings.Cut(words, "-")
			switch name := seenNames[w]; {
			case strings.HasPrefix(w, seenObject):
				n, err := seenNumber(w[len(seenObject):])
				if err != nil {
					return nil, false
				}
				s.Object = n
			case name != "":
				s.Label = name
			case slices.Contains(seenPositions, Position(w)):
				s.Position = Position(w)
			case w == seenKey:
				s.KeyBeside = true
			case w == seenCAFile:
				s.CAFile = true
			default:
				return nil, false
			}
		}
		list = append(list, s)
	}
	return list, len(list) > 0
}

func seenNumber(text string) (int, error) {
	if len(text) > 7 {
		return 0, strconv.ErrRange
	}
	n, err := strconv.ParseUint(text, 10, 31)
	return int(n), err
}

// SeenLine is the line that stands above a PEM block; "" for nothing to tell.
func SeenLine(seen string) string {
	if _, ok := ParseSeen(seen); !ok {
		return ""
	}
	return seenMark + seen + "\n"
}
