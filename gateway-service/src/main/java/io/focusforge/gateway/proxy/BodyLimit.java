package io.focusforge.gateway.proxy;

import io.focusforge.common.problem.ErrorCode;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;

/**
 * Says how large the body of a request may be: uploads may be larger than what is held in memory behind the door.
 *
 * @param mayTakeLong whether a slow line may need more time for it than an answer may
 */
record BodyLimit(long bytes, boolean mayTakeLong) {
    private static final String MODELS = "/v1/";
    private static final String DOCUMENTS = "/api/v1/documents";
    private static final String MEMORIES = "/api/v1/memories/import";
    private static final String PAYLOADS = "/api/v1/jobs/payloads";

    static BodyLimit of(HttpServerRequest request, ProxyConfig config) {
        var path = request.path();
        return new BodyLimit(limit(path, config).asLongValue(), isDocument(path) || path.equals(PAYLOADS));
    }

    private static boolean isDocument(String path) {
        return path.equals(DOCUMENTS) || path.equals(MEMORIES);
    }

    private static MemorySize limit(String path, ProxyConfig config) {
        if (isDocument(path)) {
            return config.maxDocumentSize();
        }
        if (path.equals(PAYLOADS)) {
            return config.maxUploadSize();
        }
        return path.startsWith(MODELS) ? config.maxModelBodySize() : config.maxBodySize();
    }

    Refusal refusal() {
        return Refusal.of(
                ErrorCode.PAYLOAD_TOO_LARGE, "The body may have at most %d bytes; send less at once.".formatted(bytes));
    }
}
