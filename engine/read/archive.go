package read

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"strconv"
	"strings"
)

// Expansion is bounded: what an archive unpacks to may be this many times its size, and maxSlack bytes in any case.
// PEM packs about 1 to 2, a dump as text 1 to 5.
const (
	maxExpansion = 16
	maxSlack     = 256 << 10
)

var errExpands = errors.New("it expands beyond measure")

// unpack reads everything from src, at most budget bytes and what is left for the whole reading.
func (r *reading) unpack(src io.Reader, budget int) ([]byte, error) {
	limit := min(budget, MaxInput-r.unpacked)
	data, err := io.ReadAll(io.LimitReader(src, int64(limit)+1))
	r.unpacked += len(data)
	if len(data) > limit {
		return nil, errExpands
	}
	return data, err
}

// gzip reads a gzip file (RFC 1952).
func (r *reading) gzip(data []byte, at Place, depth int) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	var plain []byte
	if err == nil {
		plain, err = r.unpack(z, maxExpansion*len(data)+maxSlack)
	}
	if err != nil {
		r.note(Problem, "archive-damaged", at, "what", "gzip", "reason", err.Error())
	}
	if len(plain) == 0 || err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil // what comes before the end of a file that is cut off is sound
	}
	return r.data(plain, at, depth+1)
}

// isTar reports whether data begins as a tar archive does (POSIX ustar and GNU).
func isTar(data []byte) bool { return len(data) >= 512 && string(data[257:262]) == "ustar" }

// tar reads the plain files of a tar archive. archive/tar would add 18 kB (brotli) to each engine, 1.4 % of what a
// first visit loads.
func (r *reading) tar(data []byte, at Place, depth int) error {
	for len(data) >= 512 && data[0] != 0 {
		head := data[:512]
		name, _, _ := bytes.Cut(head[:100], []byte{0})
		size, err := strconv.ParseUint(strings.Trim(string(head[124:136]), " \x00"), 8, 40)
		data = data[512:]
		if err != nil || size > uint64(len(data)) {
			r.note(Problem, "archive-damaged", at, "what", "tar", "reason",
				"the size of "+clip(string(name))+" is wrong")
			size = uint64(len(data))
		}
		if head[156] == '0' || head[156] == 0 {
			if err := r.data(data[:size:size], within(at, string(name)), depth+1); err != nil {
				return err
			}
		}
		data = data[min(len(data), (int(size)+511)/512*512):]
	}
	return nil
}

// within is a member of the archive at a place.
func within(at Place, name string) Place {
	if at.Entry != "" {
		name = at.Entry + ": " + name
	}
	at.Entry = name
	return at
}

// member is one file of a zip archive, as its directory describes it.
type member struct {
	name   string
	method uint16
	flags  uint16
	sum    uint32 // CRC-32 of the content; 0 when not known
	data   []byte // compressed
}

// zip reads the members of a zip archive (PKWARE APPNOTE 6.3) by its directory or, when that is damaged, one after
// another. archive/zip would add 5 kB (brotli) and reads none of the latter.
func (r *reading) zip(data []byte, at Place, depth int) error {
	members, err := zipDirectory(data)
	if err != nil {
		r.note(Problem, "archive-damaged", at, "what", "zip", "reason", err.Error())
		members = zipSequence(data)
	}
	budget := maxExpansion*len(data) + maxSlack
	inflater := flate.NewReader(bytes.NewReader(nil))
	for _, m := range members {
		if strings.HasSuffix(m.name, "/") || strings.HasPrefix(m.name, "__MACOSX/") {
			continue
		}
		in := within(at, printableName(m.name))
		content := m.data
		var err error
		switch {
		case m.flags&1 != 0:
			r.note(Problem, "member-skipped", in, "name", printableName(m.name), "reason", "encrypted")
			continue
		case m.method == 8:
			if err := inflater.(flate.Resetter).Reset(bytes.NewReader(m.data), nil); err != nil {
				return err
			}
			content, err = r.unpack(inflater, budget)
			budget -= len(content)
			if err != nil {
				r.note(Problem, "member-skipped", in, "name", printableName(m.name), "reason", err.Error())
				if errors.Is(err, errExpands) {
					return nil
				}
			}
		case m.method != 0:
			method := "compression method " + strconv.Itoa(int(m.method))
			r.note(Problem, "member-skipped", in, "name", printableName(m.name), "reason", method)
			continue
		default: // members can overlap: count what they hold as if it had been unpacked
			if budget -= len(content); budget < 0 {
				r.note(Problem, "member-skipped", in, "name", printableName(m.name), "reason", errExpands.Error())
				return nil
			}
		}
		if len(content) == 0 || err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			continue
		}
		if err == nil && m.sum != 0 && crc32.ChecksumIEEE(content) != m.sum {
			r.note(Problem, "member-skipped", in, "name", printableName(m.name), "reason", "its checksum is wrong")
			continue
		}
		if err := r.data(content, in, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// printableName is a file name fit for a place: short and without controls.
func printableName(s string) string {
	s = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return '?'
		}
		return c
	}, s)
	if len(s) > 200 {
		s = s[:200] + "..."
	}
	return s
}

func number16(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }
func number32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }

// zipDirectory reads the central directory.
func zipDirectory(data []byte) ([]member, error) {
	end := bytes.LastIndex(data[max(0, len(data)-22-65535):], []byte("PK\x05\x06"))
	end += max(0, len(data)-22-65535)
	if end < 0 || end+22 > len(data) || string(data[end:end+2]) != "PK" {
		return nil, errors.New("the directory is missing")
	}
	count, pos := int(number16(data[end+10:])), int(number32(data[end+16:]))
	var out []member
	for range count {
		if pos < 0 || pos+46 > len(data) || string(data[pos:pos+4]) != "PK\x01\x02" {
			return nil, errors.New("the directory is damaged")
		}
		h := data[pos:]
		nameLen, extraLen, noteLen := int(number16(h[28:])), int(number16(h[30:])), int(number16(h[32:]))
		size, local := int(number32(h[20:])), int(number32(h[42:]))
		if 46+nameLen+extraLen+noteLen > len(h) || local+30 > len(data) || string(data[local:local+4]) != "PK\x03\x04" {
			return nil, errors.New("the directory is damaged")
		}
		from := local + 30 + int(number16(data[local+26:])) + int(number16(data[local+28:]))
		if from > len(data) || size > len(data)-from {
			return nil, errors.New("a member is cut off")
		}
		out = append(out, member{
			name:   string(h[46 : 46+nameLen]),
			method: number16(h[10:]),
			flags:  number16(h[8:]),
			sum:    number32(h[16:]),
			data:   data[from : from+size : from+size],
		})
		pos += 46 + nameLen + extraLen + noteLen
	}
	return out, nil
}

// zipSequence finds members by their local headers. Deflated data ends by itself, so everything up to the next header
// is given.
func zipSequence(data []byte) (out []member) {
	for pos := 0; len(out) < 10000; {
		i := bytes.Index(data[pos:], []byte("PK\x03\x04"))
		if i < 0 || pos+i+30 > len(data) {
			return out
		}
		h := data[pos+i:]
		nameLen := int(number16(h[26:]))
		from := 30 + nameLen + int(number16(h[28:]))
		if from > len(h) {
			return out
		}
		size := len(h) - from
		if k := bytes.Index(h[from:], []byte("PK\x03\x04")); k >= 0 {
			size = k
		}
		method := number16(h[8:])
		if stored := int(number32(h[18:])); method == 0 && stored < size {
			size = stored
		}
		sum := number32(h[14:])
		if k := bytes.LastIndex(h[from:from+size], []byte("PK\x07\x08")); sum == 0 && k >= 0 && k+8 <= size {
			sum = number32(h[from+k+4:]) // streamed: the sum stands behind
		}
		out = append(out, member{
			name:   string(h[30 : 30+nameLen]),
			method: method,
			flags:  number16(h[6:]),
			sum:    sum,
			data:   h[from : from+size : from+size],
		})
		pos += i + from
	}
	return out
}
