(package_header (qualified_identifier) @name) @definition.package
(class_declaration name: (_) @name [(class_body) (enum_class_body)]? @body) @definition.class
(class_declaration "interface" name: (_) @name (class_body)? @body) @definition.interface
((class_declaration (modifiers (class_modifier) @modifier .) name: (_) @name
  [(class_body) (enum_class_body)]? @body) @definition.enum
  (#eq? @modifier "enum"))
(object_declaration name: (_) @name (class_body)? @body) @definition.class
(companion_object name: (_) @name (class_body)? @body) @definition.class
((class_declaration (modifiers (class_modifier) @modifier .)
  (enum_class_body (enum_entry (identifier) @name (class_body)? @body) @definition.enumerator))
  (#eq? @modifier "enum"))
(function_declaration name: (_) @name (function_body)? @body) @definition.function @testable
(secondary_constructor "constructor" @name (block)? @body) @definition.method
(source_file (property_declaration (variable_declaration . (identifier) @name)) @definition.variable)
(source_file (property_declaration (multi_variable_declaration (variable_declaration . (identifier) @name)))
  @definition.variable)
(source_file (property_declaration "val" (variable_declaration . (identifier) @name)) @definition.constant)
(source_file (property_declaration "val"
  (multi_variable_declaration (variable_declaration . (identifier) @name))) @definition.constant)
(class_parameter ["val" "var"] (identifier) @name) @definition.property
(class_body (property_declaration (variable_declaration . (identifier) @name)) @definition.property)
(enum_class_body (property_declaration (variable_declaration . (identifier) @name)) @definition.property)
((property_declaration (modifiers) @modifiers (variable_declaration . (identifier) @name)) @definition.constant
  (#match? @modifiers "const"))
(type_alias type: (_) @name) @definition.type-alias
((annotation (user_type (identifier) @mark))
  (#any-of? @mark "Test" "ParameterizedTest" "RepeatedTest"))
((annotation (constructor_invocation (user_type (identifier) @mark)))
  (#any-of? @mark "Test" "ParameterizedTest" "RepeatedTest"))
(import) @import
(line_comment) @comment
(block_comment) @comment
(ERROR) @error
