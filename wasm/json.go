//go:build js && wasm

package main

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// appendJSON writes v as JSON by the names of json tags. It knows what reports are made of: structs, slices, maps
// with string keys, pointers, interfaces, strings, booleans and whole numbers. encoding/json would weigh more than
// the verifier.
func appendJSON(out []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(out, "null"...)
		}
		return appendJSON(out, v.Elem())
	case reflect.Struct:
		return appendStruct(out, v)
	case reflect.Slice:
		if v.IsNil() {
			return append(out, "null"...)
		}
		out = append(out, '[')
		for i := range v.Len() {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendJSON(out, v.Index(i))
		}
		return append(out, ']')
	case reflect.Map:
		return appendMap(out, v)
	case reflect.String:
		return appendString(out, v.String())
	case reflect.Bool:
		return strconv.AppendBool(out, v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.AppendInt(out, v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.AppendUint(out, v.Uint(), 10)
	}
	panic("wasm: a " + v.Kind().String() + " does not cross the border")
}

func appendStruct(out []byte, v reflect.Value) []byte {
	out = append(out, '{')
	t, first := v.Type(), true
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() {
			continue
		}
		if name == "" {
			name = f.Name
		}
		if !first {
			out = append(out, ',')
		}
		first = false
		out = append(appendString(out, name), ':')
		out = appendJSON(out, v.Field(i))
	}
	return append(out, '}')
}

func appendMap(out []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(out, "null"...)
	}
	keys := make([]string, 0, v.Len())
	for _, k := range v.MapKeys() {
		keys = append(keys, k.String())
	}
	slices.Sort(keys)
	out = append(out, '{')
	for i, k := range keys {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(appendString(out, k), ':')
		out = appendJSON(out, v.MapIndex(reflect.ValueOf(k)))
	}
	return append(out, '}')
}

// appendString writes a JSON string; bytes that are no UTF-8 become U+FFFD, as they do in encoding/json.
func appendString(out []byte, s string) []byte {
	out = append(out, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			out = append(out, '\\', byte(r))
		case r < 0x20:
			out = append(out, '\\', 'u', '0', '0', "0123456789abcdef"[r>>4], "0123456789abcdef"[r&15])
		default:
			out = append(out, string(r)...)
		}
	}
	return append(out, '"')
}
