package key

// The prime of P-256, by far the most used curve, has its product and reduction written out: limb for limb what
// [residue.times], [residue.square] and [residue.reduceFew] do. p + 1 is 2^(9·27+13) - 2^(8·27+8) + 2^(7·27+3) +
// 2^(3·27+15).

// times256 sets to to x·y/R.
func times256(to, x, y *[10]int64) {
	a0, a1, a2, a3, a4, a5, a6, a7, a8, a9 := x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9]
	b0, b1, b2, b3, b4, b5, b6, b7, b8, b9 := y[0], y[1], y[2], y[3], y[4], y[5], y[6], y[7], y[8], y[9]
	t := a0 * b0
	m0 := t & limbMask
	t >>= limb
	t += a0*b1 + a1*b0
	m1 := t & limbMask
	t >>= limb
	t += a0*b2 + a1*b1 + a2*b0
	m2 := t & limbMask
	t >>= limb
	t += a0*b3 + a1*b2 + a2*b1 + a3*b0 + m0<<15
	m3 := t & limbMask
	t >>= limb
	t += a0*b4 + a1*b3 + a2*b2 + a3*b1 + a4*b0 + m1<<15
	m4 := t & limbMask
	t >>= limb
	t += a0*b5 + a1*b4 + a2*b3 + a3*b2 + a4*b1 + a5*b0 + m2<<15
	m5 := t & limbMask
	t >>= limb
	t += a0*b6 + a1*b5 + a2*b4 + a3*b3 + a4*b2 + a5*b1 + a6*b0 + m3<<15
	m6 := t & limbMask
	t >>= limb
	t += a0*b7 + a1*b6 + a2*b5 + a3*b4 + a4*b3 + a5*b2 + a6*b1 + a7*b0 + m4<<15 + m0<<3
	m7 := t & limbMask
	t >>= limb
	t += a0*b8 + a1*b7 + a2*b6 + a3*b5 + a4*b4 + a5*b3 + a6*b2 + a7*b1 + a8*b0 + m5<<15 + m1<<3 - m0<<8
	m8 := t & limbMask
	t >>= limb
	t += a0*b9 + a1*b8 + a2*b7 + a3*b6 + a4*b5 + a5*b4 + a6*b3 + a7*b2 + a8*b1 + a9*b0 + m6<<15 + m2<<3 - m1<<8 + m0<<13
	m9 := t & limbMask
	t >>= limb
	t += a1*b9 + a2*b8 + a3*b7 + a4*b6 + a5*b5 + a6*b4 + a7*b3 + a8*b2 + a9*b1 + m7<<15 + m3<<3 - m2<<8 + m1<<13
	r0 := t & limbMask
	t >>= limb
	t += a2*b9 + a3*b8 + a4*b7 + a5*b6 + a6*b5 + a7*b4 + a8*b3 + a9*b2 + m8<<15 + m4<<3 - m3<<8 + m2<<13
	r1 := t & limbMask
	t >>= limb
	t += a3*b9 + a4*b8 + a5*b7 + a6*b6 + a7*b5 + a8*b4 + a9*b3 + m9<<15 + m5<<3 - m4<<8 + m3<<13
	r2 := t & limbMask
	t >>= limb
	t += a4*b9 + a5*b8 + a6*b7 + a7*b6 + a8*b5 + a9*b4 + m6<<3 - m5<<8 + m4<<13
	r3 := t & limbMask
	t >>= limb
	t += a5*b9 + a6*b8 + a7*b7 + a8*b6 + a9*b5 + m7<<3 - m6<<8 + m5<<13
	r4 := t & limbMask
	t >>= limb
	t += a6*b9 + a7*b8 + a8*b7 + a9*b6 + m8<<3 - m7<<8 + m6<<13
	r5 := t & limbMask
	t >>= limb
	t += a7*b9 + a8*b8 + a9*b7 + m9<<3 - m8<<8 + m7<<13
	r6 := t & limbMask
	t >>= limb
	t += a8*b9 + a9*b8 - m9<<8 + m8<<13
	r7 := t & limbMask
	t >>= limb
	t += a9*b9 + m9<<13
	r8 := t & limbMask
	t >>= limb
	to[0], to[1], to[2], to[3], to[4] = r0, r1, r2, r3, r4
	to[5], to[6], to[7], to[8], to[9] = r5, r6, r7, r8, t
}

// square256 sets to to x·x/R.
func square256(to, x *[10]int64) {
	a0, a1, a2, a3, a4, a5, a6, a7, a8, a9 := x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9]
	t := a0 * a0
	m0 := t & limbMask
	t >>= limb
	t += 2 * a0 * a1
	m1 := t & limbMask
	t >>= limb
	t += 2*a0*a2 + a1*a1
	m2 := t & limbMask
	t >>= limb
	t += 2*(a0*a3+a1*a2) + m0<<15
	m3 := t & limbMask
	t >>= limb
	t += 2*(a0*a4+a1*a3) + a2*a2 + m1<<15
	m4 := t & limbMask
	t >>= limb
	t += 2*(a0*a5+a1*a4+a2*a3) + m2<<15
	m5 := t & limbMask
	t >>= limb
	t += 2*(a0*a6+a1*a5+a2*a4) + a3*a3 + m3<<15
	m6 := t & limbMask
	t >>= limb
	t += 2*(a0*a7+a1*a6+a2*a5+a3*a4) + m4<<15 + m0<<3
	m7 := t & limbMask
	t >>= limb
	t += 2*(a0*a8+a1*a7+a2*a6+a3*a5) + a4*a4 + m5<<15 + m1<<3 - m0<<8
	m8 := t & limbMask
	t >>= limb
	t += 2*(a0*a9+a1*a8+a2*a7+a3*a6+a4*a5) + m6<<15 + m2<<3 - m1<<8 + m0<<13
	m9 := t & limbMask
	t >>= limb
	t += 2*(a1*a9+a2*a8+a3*a7+a4*a6) + a5*a5 + m7<<15 + m3<<3 - m2<<8 + m1<<13
	r0 := t & limbMask
	t >>= limb
	t += 2*(a2*a9+a3*a8+a4*a7+a5*a6) + m8<<15 + m4<<3 - m3<<8 + m2<<13
	r1 := t & limbMask
	t >>= limb
	t += 2*(a3*a9+a4*a8+a5*a7) + a6*a6 + m9<<15 + m5<<3 - m4<<8 + m3<<13
	r2 := t & limbMask
	t >>= limb
	t += 2*(a4*a9+a5*a8+a6*a7) + m6<<3 - m5<<8 + m4<<13
	r3 := t & limbMask
	t >>= limb
	t += 2*(a5*a9+a6*a8) + a7*a7 + m7<<3 - m6<<8 + m5<<13
	r4 := t & limbMask
	t >>= limb
	t += 2*(a6*a9+a7*a8) + m8<<3 - m7<<8 + m6<<13
	r5 := t & limbMask
	t >>= limb
	t += 2*a7*a9 + a8*a8 + m9<<3 - m8<<8 + m7<<13
	r6 := t & limbMask
	t >>= limb
	t += 2*a8*a9 - m9<<8 + m8<<13
	r7 := t & limbMask
	t >>= limb
	t += a9*a9 + m9<<13
	r8 := t & limbMask
	t >>= limb
	to[0], to[1], to[2], to[3], to[4] = r0, r1, r2, r3, r4
	to[5], to[6], to[7], to[8], to[9] = r5, r6, r7, r8, t
}
