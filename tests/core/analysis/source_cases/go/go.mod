// The module.
module example.org/tide // a comment

go 1.22
