(class_declaration name: (_) @name) @definition.class
(class_declaration "struct" name: (_) @name) @definition.struct
(class_declaration "enum" name: (_) @name) @definition.enum
(class_declaration "extension" name: (_) @name) @scope
(protocol_declaration name: (_) @name) @definition.protocol
(enum_entry name: (simple_identifier) @name data_contents: (_)? @signature) @definition.enumerator
(function_declaration name: (simple_identifier) @name) @definition.function
(protocol_function_declaration name: (simple_identifier) @name) @definition.method @bodiless
(init_declaration "init" @name) @definition.method
(typealias_declaration name: (type_identifier) @name) @definition.type-alias
(class_body (property_declaration name: (pattern bound_identifier: (_) @name)) @definition.property)
(source_file (property_declaration name: (pattern bound_identifier: (_) @name)) @definition.variable)
(source_file (property_declaration (value_binding_pattern "let")
  name: (pattern bound_identifier: (_) @name)) @definition.constant)
((class_declaration (inheritance_specifier inherits_from: (_) @base)
  body: (class_body (function_declaration name: (simple_identifier) @name) @definition.test))
  (#match? @base "XCTestCase") (#match? @name "^test"))
(import_declaration (_) @import)
(comment) @comment
(multiline_comment) @comment
(ERROR) @error
