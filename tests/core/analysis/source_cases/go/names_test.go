package tide_test

const a, b = 1, 2

var x, y int

// Several.
var (
	m, n       = 1, "x"
	k, l       = f()
	low, high float64 = 1, 2
	_ io.Reader = (*Gauge)(nil)
)

const (
	A = iota // first
	B
	_
	C, D = iota, iota + 10
	E, F
)

func ExampleGauge() {
	fmt.Println(1)
	// Output: 1
}

func ExampleGauge_read() {}

func Examples() {}
func TestMain(m *testing.M) {}
func FuzzRead(f *testing.F) {}
func BenchmarkRead(b *testing.B) { const inner, other = 1, 2 }
