package lang_test

import (
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// What reads wrong in Chinese, wherever the product says it.
var faults = []struct {
	what string
	is   *regexp.Regexp
}{
	{"half-width punctuation beside Chinese", regexp.MustCompile(`\p{Han}[,:;?!()]|[,;?!(]\p{Han}|\p{Han} \(`)},
	{"a space beside full-width punctuation", regexp.MustCompile(`[，。：；！？、）（] +\S|\S +[，。：；！？、）]`)},
	{"a space between Chinese characters", regexp.MustCompile(`\p{Han} +\p{Han}`)},
	{"a word that has another one here", regexp.MustCompile(
		`密钥用途|颁发机构密钥标识符|颁发机构信息访问|吊销列表分发点|通用名称|第 [13] 版证书|受信证书|就地修复|修法|不合其规则`)},
}

// TestChinese reads every string of the engine and of the static pages. The recognizers hold other programs' words.
func TestChinese(t *testing.T) {
	seen := 0
	for _, root := range []string{"..", "../../web/pages"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			slash := filepath.ToSlash(path)
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
				strings.Contains(slash, "/read/message/") || strings.Contains(slash, "/read/printed/") {
				return err
			}
			source, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			set := token.NewFileSet()
			var s scanner.Scanner
			s.Init(set.AddFile(path, -1, len(source)), source, nil, 0)
			for {
				pos, tok, lit := s.Scan()
				if tok == token.EOF {
					return nil
				}
				if tok != token.STRING {
					continue
				}
				text, err := strconv.Unquote(lit)
				if err != nil {
					return err
				}
				if !han.MatchString(text) {
					continue
				}
				seen++
				for _, f := range faults {
					if f.is.MatchString(text) {
						t.Errorf("%s: %s: %q", set.Position(pos), f.what, text)
					}
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 1000 {
		t.Errorf("only %d Chinese texts were found", seen)
	}
}

var han = regexp.MustCompile(`\p{Han}`)
