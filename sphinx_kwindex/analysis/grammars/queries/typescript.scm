; inherits: ecmascript
(abstract_class_declaration name: (_) @name) @definition.class
(export_statement declaration: (abstract_class_declaration name: (_) @name) @definition.class) @outer
(interface_declaration name: (_) @name) @definition.interface
(enum_declaration name: (_) @name) @definition.enum
(enum_body name: (property_identifier) @name @definition.enumerator)
(enum_assignment name: (_) @name) @definition.enumerator
(type_alias_declaration name: (_) @name) @definition.type-alias
(internal_module name: (_) @name) @definition.namespace
(module name: (_) @name) @definition.namespace
(import_alias . (identifier) @name) @definition.alias
(import_require_clause source: (string) @import)
(export_statement "as" "namespace" (identifier) @name) @definition.namespace @bodiless
(function_signature name: (_) @name) @definition.function @bodiless @overload
(method_signature name: (_) @name) @definition.method @bodiless @overload
(abstract_method_signature name: (_) @name) @definition.method @bodiless
(public_field_definition name: (_) @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @definition.method
