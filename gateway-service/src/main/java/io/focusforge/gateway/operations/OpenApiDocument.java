package io.focusforge.gateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.call.Service;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The description of the whole API: what the services say of themselves, in one document. */
@ApplicationScoped
class OpenApiDocument {
    private static final String PATH = "/q/openapi?format=json";

    private final ManagementClient management;
    private final OpenApiDocumentService own;
    private final ObjectMapper json;
    private final String version;
    private final Cached<JsonNode> complete;
    private final Cached<JsonNode> current;

    OpenApiDocument(
            ManagementClient management,
            OpenApiDocumentService own,
            ObjectMapper json,
            OperationsConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.management = management;
        this.own = own;
        this.json = json;
        this.version = version;
        this.complete = new Cached<>(config.openapiCache(), Clock.systemUTC(), this::merge);
        this.current = new Cached<>(config.healthCache(), Clock.systemUTC(), this::merge);
    }

    /** A document that lacks a service is found out again soon. */
    JsonNode document() {
        var document = complete.get();
        return document.has(OpenApiMerge.UNAVAILABLE) ? current.get() : document;
    }

    private JsonNode merge() {
        var asked = new EnumMap<Service, CompletableFuture<Optional<ManagementClient.Answer>>>(Service.class);
        Service.BEHIND_GATEWAY.forEach(service -> asked.put(service, management.get(service, PATH)));
        var merge = new OpenApiMerge(json, version);
        merge.add(Service.GATEWAY, read(own.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON)));
        for (var entry : asked.entrySet()) {
            merge(merge, entry);
        }
        return merge.document();
    }

    private void merge(
            OpenApiMerge merge, Map.Entry<Service, CompletableFuture<Optional<ManagementClient.Answer>>> asked) {
        var answer = asked.getValue().join().filter(given -> given.status() == 200);
        answer.ifPresentOrElse(
                given -> merge.add(asked.getKey(), read(given.body().getBytes())),
                () -> merge.leaveOut(asked.getKey()));
    }

    private ObjectNode read(byte[] document) {
        try {
            return (ObjectNode) json.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
