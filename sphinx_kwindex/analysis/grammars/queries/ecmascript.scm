; What JavaScript and TypeScript have in common.
(class_declaration name: (_) @name) @definition.class
(export_statement declaration: (class_declaration name: (_) @name) @definition.class) @outer
(function_declaration name: (_) @name) @definition.function
(generator_function_declaration name: (_) @name) @definition.function
(method_definition name: (_) @name) @definition.method
(lexical_declaration kind: _ @lead
  (variable_declarator name: (identifier) @name
    value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)
            (generator_function body: (_) @body)]) @definition.function)
(variable_declaration
  (variable_declarator name: (identifier) @name
    value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @definition.function)
(lexical_declaration kind: _ @lead
  (variable_declarator name: (identifier) @name value: (class body: (_) @body)) @definition.class)
(program (lexical_declaration kind: "const" @lead
  (variable_declarator name: (identifier) @name
    value: [(string) (number) (template_string) (array) (object) (true) (false) (null) (regex)
            (unary_expression) (binary_expression) (new_expression) (member_expression)]) @definition.constant))
(program (export_statement declaration: (lexical_declaration kind: "const" @lead
  (variable_declarator name: (identifier) @name
    value: [(string) (number) (template_string) (array) (object) (true) (false) (null) (regex)
            (unary_expression) (binary_expression) (new_expression) (member_expression)
            (call_expression)]) @definition.constant)))
(program (expression_statement
  (assignment_expression
    left: (member_expression property: (property_identifier) @name)
    right: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @definition.function))
(import_statement source: (string) @import)
(export_statement source: (string) @import)
((call_expression function: (identifier) @called arguments: (arguments . (string) @import))
  (#eq? @called "require"))
(call_expression function: (import) arguments: (arguments . (string) @import))
((call_expression
  function: [
    (identifier) @called
    (member_expression object: (identifier) @called)
    (call_expression function: (member_expression object: (identifier) @called))
  ]
  arguments: (arguments . [(string) (template_string)] @name . (_) @body)) @definition.test
  (#any-of? @called "describe" "it" "test" "suite" "context" "specify" "fdescribe" "fit" "xdescribe" "xit"))
(comment) @comment
(ERROR) @error
