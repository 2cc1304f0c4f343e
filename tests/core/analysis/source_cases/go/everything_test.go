// Package foo does.
package foo
import (
 "fmt"
 x "a/b"
)
// Doc.
type S struct { A int }
type I interface { M(int) error }
type T = int
type F func(int) error
type (
 Q int
)
// M does.
func (s *S) M(a int) error { return nil }
func G[T any](x T) {}
const (
 A = iota
 B
)
var V = 3
func (s Q[T]) N() {}
func TestX(t *testing.T) {}
