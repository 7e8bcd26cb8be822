package io.focusforge.orchestrator.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Reads chains and compiles their templates and schemas. A chain that is not right is an exception that names the file. */
final class ChainLoader {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Engine TEMPLATES = Engine.builder().addDefaults().build();

    private final ObjectMapper json;
    private final Function<String, InputStream> files;

    /** @param files opens a file by its path below {@code chains/}; null when there is none */
    ChainLoader(ObjectMapper json, Function<String, InputStream> files) {
        this.json = json;
        this.files = files;
    }

    Chain load(String directory) {
        var file = parse(directory + "/chain.json", text -> json.readValue(text, ChainFile.class));
        requireDirectory(file, directory);
        var input = parse(directory + "/input.schema.json", json::readTree);
        var output = parse(directory + "/output.schema.json", json::readTree);
        var checks = new Chain.Checks(
                compile(directory + "/input.schema.json", input), compile(directory + "/output.schema.json", output));
        return new Chain(
                file, template(directory + "/system.txt"), template(directory + "/user.txt"), input, output, checks);
    }

    String[] directories() {
        return parse("chains.json", text -> json.readValue(text, String[].class));
    }

    private static void requireDirectory(ChainFile file, String directory) {
        var expected = file.name() + "/v" + file.version();
        if (!directory.equals(expected)) {
            throw broken(directory + "/chain.json", "says that it is " + expected);
        }
    }

    private Template template(String path) {
        return parse(path, TEMPLATES::parse);
    }

    private static Schema compile(String path, JsonNode schema) {
        try {
            requireValid(path, schema);
            var compiled = SCHEMAS.getSchema(schema);
            compiled.initializeValidators();
            return compiled;
        } catch (RuntimeException e) {
            throw broken(path, e.getMessage());
        }
    }

    private static void requireValid(String path, JsonNode schema) {
        var meta = SCHEMAS.getSchema(
                com.networknt.schema.SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        var errors = meta.validate(schema.toString(), InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw broken(path, errors.getFirst().toString());
        }
    }

    private <T> T parse(String path, Parser<T> parser) {
        try (var stream = files.apply(path)) {
            if (stream == null) {
                throw broken(path, "is missing");
            }
            return parser.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | io.quarkus.qute.TemplateException e) {
            throw broken(path, e.getMessage());
        }
    }

    private static IllegalStateException broken(String path, String why) {
        var line = why == null ? "cannot be read" : why.lines().findFirst().orElse("cannot be read");
        return new IllegalStateException("The chain file chains/%s is broken: %s".formatted(path, line));
    }

    private interface Parser<T> {
        T parse(String text) throws IOException;
    }
}
