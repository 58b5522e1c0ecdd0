package roles

// graph is who certified whom, by name: the CAs of a heap fall into groups whose members certify each other, and most
// groups have one member.
type graph struct {
	up    map[string][]string // subject to issuers that are there, itself left out
	group map[string]int
	size  []int  // of each group, in names
	above []bool // some member of the group was certified by a name outside of it
	below []bool // some member certified a name outside of it
}

// names builds the graph of everything that is not unused.
func (h *heap) names() *graph {
	g := &graph{up: map[string][]string{}, group: map[string]int{}}
	var order []string
	for i, it := range h.items {
		if h.roles[i] == Unused {
			continue
		}
		subject, issuer := string(it.Subject.Canonical), string(it.Issuer.Canonical)
		if _, known := g.up[subject]; !known {
			g.up[subject] = nil
			order = append(order, subject)
		}
		if subject != issuer && len(h.bySubject[issuer]) > 0 {
			g.up[subject] = append(g.up[subject], issuer)
		}
	}
	g.gather(order)
	g.above, g.below = make([]bool, len(g.size)), make([]bool, len(g.size))
	for subject, issuers := range g.up {
		for _, issuer := range issuers {
			if g.group[subject] != g.group[issuer] {
				g.above[g.group[subject]] = true
				g.below[g.group[issuer]] = true
			}
		}
	}
	return g
}

// gather finds the groups: Tarjan's strongly connected components, without recursion, for chains may be long.
func (g *graph) gather(order []string) {
	number, low := map[string]int{}, map[string]int{}
	var waiting []string
	type step struct {
		name string
		next int
	}
	for _, start := range order {
		if number[start] > 0 {
			continue
		}
		enter := func(name string) step {
			number[name] = len(number) + 1
			low[name] = number[name]
			waiting = append(waiting, name)
			return step{name: name}
		}
		for path := []step{enter(start)}; len(path) > 0; {
			at := &path[len(path)-1]
			if at.next < len(g.up[at.name]) {
				issuer := g.up[at.name][at.next]
				at.next++
				if number[issuer] == 0 {
					path = append(path, enter(issuer))
				} else if _, done := g.group[issuer]; !done {
					low[at.name] = min(low[at.name], number[issuer])
				}
				continue
			}
			if low[at.name] == number[at.name] {
				size := 0
				for last := ""; last != at.name || size == 0; size++ {
					last = waiting[len(waiting)-1]
					waiting = waiting[:len(waiting)-1]
					g.group[last] = len(g.size)
				}
				g.size = append(g.size, size)
			}
			name := at.name
			path = path[:len(path)-1]
			if len(path) > 0 {
				below := path[len(path)-1].name
				low[below] = min(low[below], low[name])
			}
		}
	}
}

// top reports whether name certifies, and is certified by, others, and nobody is above them.
func (g *graph) top(name string) bool {
	k, ok := g.group[name]
	return ok && g.size[k] > 1 && !g.above[k]
}

// bottom reports whether name and those that certify each other with it certified nothing else.
func (g *graph) bottom(name string) bool {
	k, ok := g.group[name]
	return ok && !g.below[k]
}
