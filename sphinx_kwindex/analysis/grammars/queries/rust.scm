(mod_item name: (_) @name body: (_)) @definition.namespace
(mod_item name: (_) !body) @import
(struct_item name: (_) @name) @definition.struct
(struct_item name: (_) @name body: (ordered_field_declaration_list)) @definition.struct @bodiless
(union_item name: (_) @name) @definition.union
(enum_item name: (_) @name) @definition.enum
(enum_variant name: (_) @name) @definition.enumerator
(enum_variant name: (_) @name body: (ordered_field_declaration_list)) @definition.enumerator @bodiless
(trait_item name: (_) @name) @definition.trait
(impl_item type: (_) @name) @scope
(function_item name: (_) @name) @definition.function @testable
(function_signature_item name: (_) @name) @definition.function @bodiless
(type_item name: (_) @name) @definition.type-alias
((const_item name: (_) @name) @definition.constant (#not-eq? @name "_"))
(static_item name: (_) @name) @definition.variable
(macro_definition name: (_) @name . (_) @body) @definition.macro
(attribute_item) @attribute
((attribute_item (attribute . (_) @mark))
  (#match? @mark "(^|::)(test|rstest|bench|test_case|test_matrix|wasm_bindgen_test|quickcheck|proptest)$"))
(associated_type name: (_) @name) @definition.type-alias @bodiless
(source_file (macro_invocation (token_tree) @embedded))
(source_file (expression_statement (macro_invocation (token_tree) @embedded)))
(declaration_list (macro_invocation (token_tree) @embedded))
(use_declaration) @import
(extern_crate_declaration) @import
(line_comment) @comment
(block_comment) @comment
(ERROR) @error
