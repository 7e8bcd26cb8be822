package io.focusforge.orchestrator.schema;

/** A schema that is none, or none that is used here. The message can be shown. */
public final class SchemaException extends RuntimeException {
    SchemaException(String message) {
        super(message, null, false, false);
    }
}
