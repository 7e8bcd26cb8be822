package io.focusforge.gateway.proxy;

import io.focusforge.common.problem.ErrorCode;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Says how large the body of a request may be: uploads may be larger than what is held in memory behind the door. */
record BodyLimit(long bytes) {
    private static final String MODELS = "/v1/";
    private static final Set<String> UPLOADS = Set.of("/api/v1/jobs/payloads");

    static BodyLimit of(HttpServerRequest request, ProxyConfig config) {
        return new BodyLimit(limit(request.path(), config).asLongValue());
    }

    private static MemorySize limit(String path, ProxyConfig config) {
        if (UPLOADS.contains(path)) {
            return config.maxUploadSize();
        }
        return path.startsWith(MODELS) ? config.maxModelBodySize() : config.maxBodySize();
    }

    Refusal refusal() {
        return Refusal.of(
                ErrorCode.PAYLOAD_TOO_LARGE, "The body may have at most %d bytes; send less at once.".formatted(bytes));
    }
}
