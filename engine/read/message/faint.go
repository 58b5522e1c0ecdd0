//go:build !lean

package message

import "bytes"

// dropFaint takes out what is said in anybody's words where a program's own stand near, and of several near each other
// all but the one that says most.
func (q *Text) dropFaint() {
	kept := make([]find, 0, len(q.found))
	last := -1 // the last of kept that is faint
	for i := range q.found {
		f := q.found[i]
		switch {
		case !f.faint:
			kept = append(kept, f)
		case q.programsSay(i):
		case last >= 0 && f.from-kept[last].end < nearby:
			if o := &kept[last]; o.Meaning == Unnamed && f.Slug != "" || o.aside() && !f.aside() {
				*o = f
			}
		default:
			kept, last = append(kept, f), len(kept)
		}
	}
	q.found = kept
}

// programsSay reports whether a message in a program's own words stands near the one at i. Of a lost connection it
// says nothing about a certificate's fault.
func (q *Text) programsSay(i int) bool {
	f := &q.found[i]
	for step := -1; step <= 1; step += 2 {
		for k := i + step; k >= 0 && k < len(q.found); k += step {
			o := &q.found[k]
			if max(o.from-f.end, f.from-o.end) > 2*nearby {
				break
			}
			if !o.faint && (f.Slug == "" || !o.aside()) {
				return true
			}
		}
	}
	return false
}

// supposed reports whether the sentence that a place stands in only supposes what it says: "If your server uses a".
func (q *Text) supposed(at int) bool {
	i := q.offset(at)
	before := q.plain[max(0, i-120):i]
	k := bytes.LastIndexAny(before, ".!?:;\n\"`") + 1
	return bytes.HasPrefix(bytes.ToLower(bytes.TrimLeft(before[k:], " ")), []byte("if "))
}

// troubled reports whether words of an error stand around plain ones, or nothing else does: prose has them, too.
func troubled(before, text, after string) bool {
	const words = "error|fail|fatal|exception|reject|refus|cannot|can't|unable|could not|couldn't|denied|invalid|abort|crit|warn|handshake|untrusted|" +
		"not trusted|报错|错误|失败|异常|无效|不受信任"
	return len(before)+len(after) < 16 || containsAny(before, words) || containsAny(text, words) ||
		containsAny(after, words)
}
