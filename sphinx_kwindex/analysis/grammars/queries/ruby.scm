(module name: (_) @name body: (_)? @body) @definition.namespace
(class name: (_) @name superclass: (_)? @signature) @definition.class
(method name: (_) @name parameters: (_)? @signature) @definition.method
(singleton_method name: (_) @name parameters: (_)? @signature) @definition.method
(assignment left: [(constant) (scope_resolution name: (constant))] @name) @definition.constant
(assignment left: (left_assignment_list (constant) @name @part)) @definition.constant
(operator_assignment left: [(constant) (scope_resolution name: (constant))] @name operator: "||=")
  @definition.constant
(program (assignment left: (global_variable) @name) @definition.variable)
(module body: (body_statement (assignment left: [(class_variable) (global_variable)] @name) @definition.variable))
(class body: (body_statement (assignment left: [(class_variable) (global_variable)] @name) @definition.variable))
((assignment left: (_) @name
  right: (call receiver: (constant) @maker method: (identifier) @called block: (_)? @body)) @definition.class
  (#any-of? @maker "Class" "Struct" "Data") (#any-of? @called "new" "define")
  (#match? @name "^(::)?[A-Z]"))
((assignment left: (_) @name
  right: (call receiver: (constant) @maker method: (identifier) @called block: (_)? @body)) @definition.namespace
  (#eq? @maker "Module") (#eq? @called "new") (#match? @name "^(::)?[A-Z]"))
(singleton_class value: [(constant) (scope_resolution)] @name) @scope
((call !receiver method: (identifier) @called arguments: (argument_list . [(constant) (scope_resolution)] @name)
  block: (_)) @scope
  (#eq? @called "refine"))
((call !receiver method: (identifier) @lead
  arguments: (argument_list [(simple_symbol) (string)] @name @signature))
  @definition.property
  (#any-of? @lead "attr" "attr_reader" "attr_writer" "attr_accessor" "cattr_reader" "cattr_writer"
   "cattr_accessor" "mattr_reader" "mattr_writer" "mattr_accessor" "thread_cattr_accessor"
   "thread_mattr_accessor" "class_attribute"))
((call !receiver method: (identifier) @lead arguments: (argument_list . (_) . (simple_symbol) @name @signature .))
  @definition.method
  (#eq? @lead "def_delegator"))
((call !receiver method: (identifier) @lead
  arguments: (argument_list . (_) . (simple_symbol) @signature . (simple_symbol) @name .))
  @definition.method
  (#eq? @lead "def_delegator"))
((call !receiver method: (identifier) @lead arguments: (argument_list . (_) (simple_symbol) @name @signature))
  @definition.method
  (#eq? @lead "def_delegators"))
((call !receiver method: (identifier) @lead arguments: (argument_list (simple_symbol) @name @signature
  (pair key: (hash_key_symbol) @to value: (_)))) @definition.method
  (#eq? @lead "delegate") (#eq? @to "to"))
(alias "alias" @lead name: (_) @name alias: (_) @signature) @definition.method
((call !receiver method: (identifier) @lead
  arguments: (argument_list . [(simple_symbol) (string)] @name . [(simple_symbol) (string)] @signature))
  @definition.method
  (#eq? @lead "alias_method"))
((call !receiver method: (identifier) @lead arguments: (argument_list . [(simple_symbol) (string)] @name @part))
  @definition.method
  (#any-of? @lead "define_method" "define_singleton_method"))
((call !receiver method: (identifier) @lead arguments: (argument_list . [(simple_symbol) (string)] @name @part)
  block: (_ parameters: (_)? @signature)) @definition.method
  (#any-of? @lead "define_method" "define_singleton_method"))
((class superclass: (superclass (_) @base)
  body: (body_statement (method name: (identifier) @name parameters: (_)? @signature) @definition.test))
  (#match? @base "Test") (#match? @name "^test_"))
((call method: (identifier) @called arguments: (argument_list . (_) @name) block: (_) @body) @definition.test
  (#any-of? @called "describe" "context" "it" "specify" "feature" "scenario" "fdescribe" "fit" "xit"))
((call receiver: (constant) method: (identifier) @called arguments: (argument_list . (_) @name)
  block: (_) @body) @definition.test
  (#any-of? @called "describe" "feature"))
((call !receiver method: (identifier) @called arguments: (argument_list . (string) @name . ) block: (_) @body)
  @definition.test
  (#any-of? @called "test" "should"))
((call !receiver method: (identifier) @called arguments: (argument_list . (string))) @import
  (#any-of? @called "require" "require_relative" "load"))
((call !receiver method: (identifier) @called arguments: (argument_list . (simple_symbol) . (string) .)) @import
  (#eq? @called "autoload"))
(comment) @comment
(ERROR) @error
