; Definitions of C, and those that C++, CUDA and Objective-C take over.  Declarators are taken apart
; in Python: how deep a name lies in one, no query says.
(struct_specifier name: (_) @name body: (_) @body) @definition.struct
(union_specifier name: (_) @name body: (_) @body) @definition.union
(enum_specifier name: (_) @name body: (_) @body) @definition.enum
(enumerator name: (identifier) @name value: (_)? @value) @definition.enumerator
(function_definition declarator: (_) @declarator) @definition.function
(declaration declarator: (_) @declarator) @declaration
(type_definition declarator: (_) @declarator) @definition.type-alias
(ERROR) @error
