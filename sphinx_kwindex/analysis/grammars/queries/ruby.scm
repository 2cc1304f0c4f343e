(module name: (_) @name body: (_)? @body) @definition.namespace
(class name: (_) @name superclass: (_)? @signature) @definition.class
(method name: (_) @name parameters: (_)? @signature) @definition.method
(singleton_method name: (_) @name parameters: (_)? @signature) @definition.method
(assignment left: (constant) @name) @definition.constant
((call !receiver method: (identifier) @lead arguments: (argument_list (simple_symbol) @name @signature))
  @definition.property
  (#any-of? @lead "attr_reader" "attr_writer" "attr_accessor"))
(alias "alias" @lead name: (_) @name alias: (_) @signature) @definition.method
((call !receiver method: (identifier) @lead
  arguments: (argument_list . [(simple_symbol) (string)] @name . [(simple_symbol) (string)] @signature))
  @definition.method
  (#eq? @lead "alias_method"))
((call !receiver method: (identifier) @lead arguments: (argument_list . [(simple_symbol) (string)] @name @part)
  block: (_ parameters: (_)? @signature)) @definition.method
  (#eq? @lead "define_method"))
((class superclass: (superclass (_) @base)
  body: (body_statement (method name: (identifier) @name parameters: (_)? @signature) @definition.test))
  (#match? @base "Test") (#match? @name "^test_"))
((call method: (identifier) @called arguments: (argument_list . (_) @name) block: (_) @body) @definition.test
  (#any-of? @called "describe" "context" "it" "specify" "feature" "scenario" "fdescribe" "fit" "xit"))
((call receiver: (constant) method: (identifier) @called arguments: (argument_list . (_) @name)
  block: (_) @body) @definition.test
  (#any-of? @called "describe" "feature"))
((call !receiver method: (identifier) @called arguments: (argument_list . (string))) @import
  (#any-of? @called "require" "require_relative" "load"))
(comment) @comment
(ERROR) @error
