package io.focusforge.orchestrator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Stream;

/** A compiled schema. */
public final class JsonSchema {
    private static final int SHOWN = 5;
    private static final int LONGEST = 300;
    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .regularExpressionFactory(PatientPattern::new)
            .build();
    private static final Schema META =
            registry().getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    private final JsonNode source;
    private final Schema compiled;

    private JsonSchema(JsonNode source, Schema compiled) {
        this.source = source;
        this.compiled = compiled;
    }

    /** @throws SchemaException for what is no schema, or refers to something outside itself */
    public static JsonSchema of(JsonNode source) {
        if (!source.isObject()) {
            throw new SchemaException("must be a JSON schema, which is an object");
        }
        requireOwnReferences(source);
        try {
            var errors = META.validate(source);
            if (!errors.isEmpty()) {
                throw new SchemaException("is no JSON schema: " + said(errors.getFirst()));
            }
            // A registry of its own: one that is shared would keep every schema that anybody has ever sent
            var compiled = registry().getSchema(source);
            compiled.initializeValidators();
            return new JsonSchema(source, compiled);
        } catch (SchemaException known) {
            throw known;
        } catch (RuntimeException | StackOverflowError e) {
            throw new SchemaException("is no JSON schema");
        }
    }

    public JsonNode source() {
        return source;
    }

    /** What is wrong with a value; empty when nothing is. */
    public List<String> errors(JsonNode value) {
        try {
            return compiled.validate(value).stream()
                    .limit(SHOWN)
                    .map(JsonSchema::said)
                    .toList();
        } catch (PatientPattern.Late late) {
            return List.of("a pattern of the schema takes too long");
        } catch (StackOverflowError e) {
            return List.of("is nested too deeply");
        }
    }

    private static String said(Error error) {
        var text = (error.getInstanceLocation() + ": " + error.getMessage()).replaceFirst("^: ", "");
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(CONFIG)
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)));
    }

    private static void requireOwnReferences(JsonNode node) {
        Stream.of("$ref", "$dynamicRef")
                .map(node::path)
                .filter(reference ->
                        reference.isTextual() && !reference.textValue().startsWith("#"))
                .findFirst()
                .ifPresent(reference -> {
                    throw new SchemaException("must refer to nothing outside itself, such as " + reference);
                });
        node.forEach(JsonSchema::requireOwnReferences);
    }
}
