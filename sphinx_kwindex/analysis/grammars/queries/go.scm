(package_clause (package_identifier) @name) @definition.package
(type_declaration "type" @lead (type_spec name: (_) @name) @definition.type-alias)
(type_declaration "type" @lead (type_alias name: (_) @name) @definition.type-alias)
(type_declaration "type" @lead
  (type_spec name: (_) @name type: (struct_type (field_declaration_list) @body)) @definition.struct)
(type_declaration "type" @lead
  (type_spec name: (_) @name type: (interface_type "{" @body)) @definition.interface)
(method_elem name: (_) @name) @definition.method @bodiless
(function_declaration name: (_) @name) @definition.function
(method_declaration receiver: (_) @receiver name: (_) @name) @definition.method
(const_declaration "const" @lead (const_spec . name: (identifier) @name) @definition.constant)
(source_file (var_declaration "var" @lead (var_spec . name: (identifier) @name) @definition.variable))
(source_file (var_declaration "var" @lead (var_spec_list (var_spec . name: (identifier) @name) @definition.variable)))
((function_declaration name: (_) @name parameters: (_) @parameters) @definition.test
  (#match? @name "^(Test|Benchmark|Fuzz)([^a-z]|$)")
  (#match? @parameters "[*]testing[.][TBF]"))
(import_spec) @import
(comment) @comment
(ERROR) @error
