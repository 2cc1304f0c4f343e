(class_declaration ["class" "actor"] name: (_) @name) @definition.class
(class_declaration "struct" name: (_) @name) @definition.struct
(class_declaration "enum" name: (_) @name) @definition.enum
(class_declaration "extension" name: (_) @name) @scope
(protocol_declaration name: (_) @name) @definition.protocol
(enum_entry name: (simple_identifier) @name) @definition.enumerator
(function_declaration "func" . _ @name) @definition.function @testable
((attribute (user_type (type_identifier) @mark .)) (#eq? @mark "Test"))
(protocol_function_declaration "func" . _ @name) @definition.method @bodiless
(init_declaration "init" @name) @definition.method
(deinit_declaration "deinit" @name) @definition.method
(subscript_declaration "subscript" @name
  [(computed_property) (protocol_property_requirements)]? @body) @definition.method
(macro_declaration (simple_identifier) @name definition: (_)? @body) @definition.macro
(operator_declaration "operator" . _ @name) @definition.operator @bodiless
(precedence_group_declaration . (simple_identifier) @name (precedence_group_attributes)? @body)
  @definition.precedence-group
(typealias_declaration name: (type_identifier) @name) @definition.type-alias
(associatedtype_declaration name: (type_identifier) @name) @definition.type-alias
(class_body (property_declaration name: (pattern (_) @name)) @definition.property)
(enum_class_body (property_declaration name: (pattern (_) @name)) @definition.property)
(protocol_property_declaration name: (pattern bound_identifier: (_) @name)) @definition.property
(source_file (property_declaration name: (pattern (_) @name)) @definition.variable)
(source_file (property_declaration (value_binding_pattern "let") name: (pattern (_) @name)) @definition.constant)
((class_declaration ":" . (inheritance_specifier inherits_from: (_) @base)
  body: (class_body (function_declaration name: (simple_identifier) @name) @definition.test))
  (#match? @base "XCTestCase") (#match? @name "^test"))
(import_declaration) @import
(comment) @comment
(multiline_comment) @comment
(ERROR) @error
