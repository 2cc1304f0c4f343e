(function_definition name: (_) @name) @definition.function
(program (declaration_command (variable_assignment name: (variable_name) @name) @definition.variable))
(program (variable_assignment name: (variable_name) @name) @definition.variable)
(program (variable_assignments (variable_assignment name: (variable_name) @name) @definition.variable))
((command name: (command_name) @called . argument: [(word) (string) (raw_string) (concatenation)] @import)
  (#any-of? @called "source" "."))
(comment) @comment
(ERROR) @error
