(namespace_declaration name: (_) @name) @definition.namespace
(file_scoped_namespace_declaration name: (_) @name) @definition.namespace @whole
(class_declaration name: (_) @name) @definition.class
(record_declaration name: (_) @name) @definition.class
(struct_declaration name: (_) @name) @definition.struct
(interface_declaration name: (_) @name) @definition.interface
(enum_declaration name: (_) @name) @definition.enum
(enum_member_declaration name: (_) @name) @definition.enumerator
(delegate_declaration name: (_) @name) @definition.type-alias
(constructor_declaration name: (_) @name) @definition.method
(method_declaration name: (_) @name) @definition.method
(property_declaration name: (_) @name accessors: (_)? @body) @definition.property
((field_declaration (modifier) @modifier
  (variable_declaration type: (_) @lead (variable_declarator name: (_) @name) @definition.constant))
  (#eq? @modifier "const"))
((method_declaration (attribute_list (attribute name: (_) @mark)) name: (_) @name) @definition.test
  (#any-of? @mark "Test" "Fact" "Theory" "TestMethod" "TestCase" "DataTestMethod"))
(using_directive) @import
(comment) @comment
(ERROR) @error
