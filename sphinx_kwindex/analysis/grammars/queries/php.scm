(namespace_definition name: (_) @name !body) @definition.namespace @whole
(namespace_definition name: (_) @name body: (_)) @definition.namespace
(class_declaration name: (_) @name) @definition.class
(interface_declaration name: (_) @name) @definition.interface
(trait_declaration name: (_) @name) @definition.trait
(enum_declaration name: (_) @name) @definition.enum
(enum_case name: (_) @name) @definition.enumerator
(function_definition name: (_) @name) @definition.function
(method_declaration name: (_) @name) @definition.method
(const_declaration (const_element . (name) @name) @definition.constant) @outer
((function_call_expression function: (name) @lead arguments: (arguments . (argument (string) @name) .
  (argument) @signature)) @definition.constant
  (#eq? @lead "define"))
((class_declaration (base_clause "extends" . (_) @base)
  body: (declaration_list (method_declaration name: (_) @name) @definition.test))
  (#match? @base "Test") (#match? @name "^test[A-Z_]"))
(namespace_use_declaration) @import
(require_expression) @import
(require_once_expression) @import
(include_expression) @import
(include_once_expression) @import
(comment) @comment
(ERROR) @error
