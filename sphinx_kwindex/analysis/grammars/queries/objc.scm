; inherits: c
(class_interface . (identifier) @name) @definition.class
(class_implementation . (identifier) @name) @definition.class
(protocol_declaration . (identifier) @name) @definition.protocol
(method_declaration) @definition.method
(method_definition) @definition.method
(property_declaration) @definition.property
