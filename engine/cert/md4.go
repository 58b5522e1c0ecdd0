package cert

import (
	"encoding/binary"
	"math/bits"
)

// md4 is RFC 1320. OpenSSL 1.1.1 still verifies signatures made with it.
func md4(data []byte) (out [16]byte) {
	state := [4]uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}
	message := append(append([]byte{}, data...), 0x80)
	for len(message)%64 != 56 {
		message = append(message, 0)
	}
	message = binary.LittleEndian.AppendUint64(message, uint64(len(data))*8)
	orders := [3][16]int{
		{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
		{0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15},
		{0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15},
	}
	shifts := [3][4]int{{3, 7, 11, 19}, {3, 5, 9, 13}, {3, 9, 11, 15}}
	for ; len(message) > 0; message = message[64:] {
		a, b, c, d := state[0], state[1], state[2], state[3]
		for round := range 3 {
			for i, word := range orders[round] {
				x := binary.LittleEndian.Uint32(message[4*word:])
				switch round {
				case 0:
					x += (b & c) | (^b & d)
				case 1:
					x += (b&c | b&d | c&d) + 0x5a827999
				case 2:
					x += (b ^ c ^ d) + 0x6ed9eba1
				}
				a, b, c, d = d, bits.RotateLeft32(a+x, shifts[round][i%4]), b, c
			}
		}
		state[0], state[1], state[2], state[3] = state[0]+a, state[1]+b, state[2]+c, state[3]+d
	}
	for i, s := range state {
		binary.LittleEndian.PutUint32(out[4*i:], s)
	}
	return out
}
