package io.focusforge.orchestrator.mcptool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.focusforge.common.call.Service;
import io.focusforge.orchestrator.schema.JsonSchema;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tools of {@code tools/suite.yaml}, read when the service starts. */
@ApplicationScoped
public class SuiteTools {
    private static final String FILE = "tools/suite.yaml";

    private final Map<String, SuiteTool> tools = new LinkedHashMap<>();

    public SuiteTools() {
        read().forEach(entry -> {
            var tool = tool(entry);
            tools.put(tool.name(), tool);
        });
    }

    public Collection<SuiteTool> all() {
        return tools.values();
    }

    public Optional<SuiteTool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    private static JsonNode read() {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    private static SuiteTool tool(JsonNode entry) {
        var call = entry.path("call").asText().split(" ", -1);
        var method = HttpMethod.valueOf(call[0]);
        var query = new LinkedHashSet<String>();
        entry.path("query").forEach(name -> query.add(name.asText()));
        return new SuiteTool(
                entry.path("name").asText(),
                entry.path("description").asText(),
                entry.path("scope").asText(),
                method.equals(HttpMethod.GET) || entry.path("reads").asBoolean(),
                JsonSchema.of(entry.path("input")),
                method,
                Service.valueOf(call[1].toUpperCase(Locale.ROOT)),
                call[2],
                query);
    }
}
