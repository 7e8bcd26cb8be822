package io.focusforge.orchestrator.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import io.quarkus.qute.Template;
import java.util.stream.Collectors;

/** A chain that has been read and checked. */
public record Chain(
        ChainFile file, Template system, Template user, JsonNode inputSchema, JsonNode outputSchema, Checks checks) {
    /** The compiled schemas. */
    record Checks(Schema input, Schema output) {}

    public String name() {
        return file.name();
    }

    public int version() {
        return file.version();
    }

    void requireInput(JsonNode input) {
        var errors = errors(checks.input(), input);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("input of chain %s: %s".formatted(name(), errors));
        }
    }

    /** What is wrong with an output; empty when nothing is. */
    String outputErrors(JsonNode output) {
        return errors(checks.output(), output);
    }

    private static String errors(Schema schema, JsonNode node) {
        return schema.validate(node).stream().limit(3).map(Object::toString).collect(Collectors.joining("; "));
    }
}
