package plan

import (
	"errors"
	"fmt"
	"strings"

	"x509strict/engine/lang"
)

// ErrSpec is wrapped by every error that the wishes for a new CA themselves cause.
var ErrSpec = errors.New("new CA")

// WishError says what of the wishes for a new CA cannot be, in words for the person who typed them. It wraps [ErrSpec].
type WishError struct{ Text lang.Text }

// Error returns the English text.
func (e *WishError) Error() string { return ErrSpec.Error() + ": " + e.Text.EN }

// Unwrap returns [ErrSpec].
func (e *WishError) Unwrap() error { return ErrSpec }

// Wish returns a [WishError]; the arguments fill both texts.
func Wish(en, zh string, args ...any) error {
	return &WishError{lang.Text{EN: fmt.Sprintf(en, args...), ZH: fmt.Sprintf(zh, args...)}}
}

// Within puts before a [WishError] where it was found; the arguments fill both texts. Other errors stay what they are,
// and nil stays nil.
func Within(err error, en, zh string, args ...any) error {
	var wish *WishError
	if !errors.As(err, &wish) {
		return err
	}
	place := lang.Text{EN: fmt.Sprintf(en, args...), ZH: fmt.Sprintf(zh, args...)}
	return &WishError{lang.Text{EN: place.EN + ": " + wish.Text.EN, ZH: place.ZH + "：" + wish.Text.ZH}}
}

// CheckNodeName refuses the name of a node that names no file: its files and their folder are called by it.
func CheckNodeName(name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return Wish("every node needs a name", "每张证书都要有名称")
	case strings.ContainsAny(name, `/\`), strings.Trim(name, ". ") == "":
		return Wish(
			"%q cannot be the name of a node: its folder and files are called by it, so it has no slash and is not only dots",
			"%q 不能用作证书名称：文件夹和文件以它命名，因此不能含斜杠，也不能只有点",
			name,
		)
	}
	return nil
}
