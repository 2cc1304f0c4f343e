(package_declaration (_) @name) @definition.package
(module_declaration name: (_) @name) @definition.namespace
(class_declaration name: (_) @name) @definition.class
(record_declaration name: (_) @name) @definition.class
(interface_declaration name: (_) @name) @definition.interface
(annotation_type_declaration name: (_) @name) @definition.interface
(enum_declaration name: (_) @name) @definition.enum
(enum_constant name: (_) @name) @definition.enumerator
(constructor_declaration name: (_) @name) @definition.method
(compact_constructor_declaration name: (_) @name) @definition.method
(method_declaration name: (_) @name) @definition.method @testable
(annotation_type_element_declaration name: (_) @name) @definition.method
(field_declaration type: (_) @upto
  declarator: (variable_declarator name: (_) @name value: (_)) @part) @definition.constant
(constant_declaration type: (_) @upto
  declarator: (variable_declarator name: (_) @name value: (_)) @part) @definition.constant
((marker_annotation name: (_) @mark)
  (#any-of? @mark "Test" "ParameterizedTest" "RepeatedTest" "TestFactory" "Property"))
((annotation name: (_) @mark)
  (#any-of? @mark "Test" "ParameterizedTest" "RepeatedTest" "TestFactory" "Property"))
(import_declaration) @import
(requires_module_directive module: (_) @import)
(line_comment) @comment
(block_comment) @comment
(ERROR) @error
