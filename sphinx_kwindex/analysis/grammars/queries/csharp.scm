(namespace_declaration name: (_) @name) @definition.namespace
(file_scoped_namespace_declaration name: (_) @name) @definition.namespace @whole
(class_declaration name: (_) @name) @definition.class
(record_declaration name: (_) @name) @definition.class
(record_declaration "struct" name: (_) @name) @definition.struct
(struct_declaration name: (_) @name) @definition.struct
(interface_declaration name: (_) @name) @definition.interface
(enum_declaration name: (_) @name) @definition.enum
(enum_member_declaration name: (_) @name) @definition.enumerator
(delegate_declaration name: (_) @name) @definition.type-alias
(constructor_declaration name: (_) @name) @definition.method
(method_declaration name: (_) @name) @definition.method @testable
(property_declaration name: (_) @name accessors: (_)? @body) @definition.property
(destructor_declaration name: (_) @name) @definition.method
(operator_declaration "operator" @name parameters: (_) @signature) @definition.method
(conversion_operator_declaration "operator" @name parameters: (_) @signature) @definition.method
(indexer_declaration "this" @name parameters: (_) @signature) @definition.property
(event_declaration name: (_) @name accessors: (_)? @body) @definition.property
(event_field_declaration "event" @lead
  (variable_declaration type: (_) @lead (variable_declarator name: (_) @name) @definition.property)) @outer
(global_statement (local_function_statement name: (_) @name) @definition.function)
(field_declaration
  (variable_declaration type: (_) @lead (variable_declarator name: (_) @name) @definition.constant)) @field @outer
((attribute name: (_) @mark)
  (#match? @mark "(^|[.])(Test|TestCase|TestCaseSource|[A-Za-z]*Fact|[A-Za-z]*Theory|TestMethod|DataTestMethod|UnityTest)$"))
(using_directive) @import
(comment) @comment
(ERROR) @error
