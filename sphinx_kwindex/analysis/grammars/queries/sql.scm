(create_table (object_reference) @name (column_definitions)? @body) @definition.database-table
(create_view (object_reference) @name (keyword_as) @body) @definition.database-view
(create_materialized_view (object_reference) @name (keyword_as) @body) @definition.database-view
(create_function . (_)* . (object_reference) @name (function_body)? @body) @definition.function
(create_procedure . (_)* . (object_reference) @name (function_language)? @body) @definition.function
(create_type (object_reference) @name) @definition.type-alias
(create_schema (identifier) @name) @definition.namespace
(comment) @comment
(marginalia) @comment
(ERROR) @error
