; inherits: c
; Classes, protocols, methods and properties are read before: macros stand among them.
