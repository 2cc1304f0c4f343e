; inherits: c
(namespace_definition name: (_) @name) @definition.namespace
(class_specifier name: (_) @name body: (_) @body) @definition.class
(field_declaration declarator: (_) @declarator) @declaration
(alias_declaration name: (type_identifier) @name type: (_) @value) @definition.type-alias
(concept_definition name: (identifier) @name) @definition.concept
(namespace_alias_definition name: (_) @name) @definition.namespace
