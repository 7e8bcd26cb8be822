package io.focusforge.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.stream.Collectors;

/** YAML as people read it. */
final class Yaml {
    private static final YAMLMapper MAPPER = new YAMLMapper(factory()
            .enable(Feature.MINIMIZE_QUOTES)
            .enable(Feature.LITERAL_BLOCK_STYLE)
            .build());
    private static final YAMLMapper QUOTING = new YAMLMapper(factory().build());

    private Yaml() {}

    static String write(JsonNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With line ends written out: whoever cuts off the last one of the whole takes none from what is in it. */
    static String writeQuoted(JsonNode document) {
        try {
            return QUOTING.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String writeAll(Collection<JsonNode> documents) {
        return documents.stream().map(Yaml::write).collect(Collectors.joining("---\n"));
    }

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static YAMLFactoryBuilder factory() {
        return YAMLFactory.builder()
                .enable(Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .disable(Feature.WRITE_DOC_START_MARKER)
                .disable(Feature.SPLIT_LINES);
    }
}
