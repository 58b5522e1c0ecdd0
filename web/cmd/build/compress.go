package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// compress adds name.br and name.gz to every file that shrinks by it; quick takes the lowest quality for all.
func (s *site) compress(quick bool) error {
	var wg sync.WaitGroup
	var lock sync.Mutex
	var first error
	made := map[string][]byte{} // not in s.files while that is read
	slots := make(chan struct{}, runtime.NumCPU())
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		data := s.files[name]
		if len(data) < 512 || strings.HasSuffix(name, ".png") {
			continue
		}
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			level, gzLevel := quality(name), gzip.BestCompression
			if quick {
				level, gzLevel = brotli.BestSpeed, gzip.BestSpeed
			}
			br, brErr := brotlied(data, level)
			gz, gzErr := gzipped(data, gzLevel)
			lock.Lock()
			defer lock.Unlock()
			first = errors.Join(first, brErr, gzErr)
			if len(br) < len(data) {
				made[name+".br"] = br
			}
			if len(gz) < len(data) {
				made[name+".gz"] = gz
			}
		})
	}
	wg.Wait()
	maps.Copy(s.files, made)
	return first
}

// gzipped is data as one gzip member without name or time.
func gzipped(data []byte, level int) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, level)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// quality is brotli's for a file: the highest for what a first verdict waits for, less where it costs the build a
// minute and saves nobody one. The single file is mostly gzip already.
func quality(name string) int {
	switch {
	case name == singleName:
		return 4
	case comesLater(name):
		return 9
	}
	return 11
}

// brotlied is data in brotli. The highest quality takes half a minute for an engine, so results are kept in
// .cache/brotli under the hash of what was compressed.
func brotlied(data []byte, quality int) ([]byte, error) {
	kept := filepath.Join(".cache", "brotli", fmt.Sprintf("%s.%d", hexHash(data), quality))
	if packed, err := os.ReadFile(kept); err == nil {
		if whole, err := io.ReadAll(brotli.NewReader(bytes.NewReader(packed))); err == nil && bytes.Equal(whole, data) {
			return packed, nil
		}
	}
	packed, err := brotliNew(data, quality)
	if err != nil || len(data) < 64<<10 {
		return packed, err
	}
	if err := os.MkdirAll(filepath.Dir(kept), 0o755); err != nil {
		return nil, err
	}
	return packed, os.WriteFile(kept, packed, 0o644)
}

func brotliNew(data []byte, quality int) ([]byte, error) {
	var b bytes.Buffer
	w := brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: quality, LGWin: 24})
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
