; What JavaScript and TypeScript have in common.
(program) @definition.variable
(class_declaration name: (_) @name) @definition.class
(export_statement declaration: (class_declaration name: (_) @name) @definition.class) @outer
(function_declaration name: (_) @name) @definition.function
(generator_function_declaration name: (_) @name) @definition.function
(class_body (method_definition name: (_) @name) @definition.method)
(lexical_declaration kind: _ @lead
  (variable_declarator name: (identifier) @name
    value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)
            (generator_function body: (_) @body)]) @definition.function)
(variable_declaration "var" @lead
  (variable_declarator name: (identifier) @name
    value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)
            (generator_function body: (_) @body)]) @definition.function)
(lexical_declaration kind: _ @lead
  (variable_declarator name: (identifier) @name value: (class body: (_) @body)) @definition.class)
(variable_declaration "var" @lead
  (variable_declarator name: (identifier) @name value: (class body: (_) @body)) @definition.class)
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
((call_expression
  function: (member_expression object: (identifier) @runner property: (property_identifier) @called)
  arguments: (arguments . [(string) (template_string)] @name . (_) @body)) @definition.test
  (#any-of? @runner "Deno" "QUnit") (#any-of? @called "test" "module" "bench"))
(comment) @comment
(ERROR) @error
