package tide

var template = `
one; two
`
var names = []string{
	"a", // the first
	"b",
}

type Op func(
	a int, // the a
	b string,
) error

func Multi(
	a int, /* the a */
	b string,
) (int,
	error) {
	return 1, nil
}
