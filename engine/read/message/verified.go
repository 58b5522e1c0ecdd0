//go:build !lean

package message

import "bytes"

// verified returns the file that "openssl verify" says it could not verify, and the CA file of the command above it:
// "error server.pem: verification failed". "" for what is not there.
func (q *Text) verified(f *find) (files [2]string) {
	b := q.plain[:min(len(q.plain), maxPaste)]
	const begin, end = "error ", ": verification failed"
	for line := range bytes.Lines(b[min(q.offset(f.from), len(b)):]) {
		line = bytes.TrimSpace(line)
		if name, is := bytes.CutSuffix(line, []byte(end)); is {
			if name, is = bytes.CutPrefix(name, []byte(begin)); is && !bytes.ContainsAny(name, " \t") {
				files[0] = string(name)
				break
			}
		}
	}
	if files[0] == "" {
		return files
	}
	_, rest, found := bytes.Cut(b, []byte("-CAfile "))
	if words := bytes.Fields(rest); found && len(words) > 0 && len(words[0]) < 200 {
		files[1] = string(words[0])
	}
	return files
}
