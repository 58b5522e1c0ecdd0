// Package css gives the build the style sheet of the static pages.
package css

import (
	"embed"
	"fmt"
)

//go:embed tokens.css base.css pages.css
var files embed.FS

// Static returns tokens, base styles and the styles of the static pages as one sheet, in the order of their layers.
func Static() ([]byte, error) {
	var out []byte
	for _, name := range []string{"tokens.css", "base.css", "pages.css"} {
		part, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("css: %w", err)
		}
		out = append(append(out, part...), '\n')
	}
	return out, nil
}
