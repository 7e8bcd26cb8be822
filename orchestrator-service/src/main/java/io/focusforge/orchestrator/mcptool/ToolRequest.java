package io.focusforge.orchestrator.mcptool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The arguments of a call, each in its place. */
record ToolRequest(SuiteTool tool, String path, ObjectNode body, String key) {
    private static final String KEY = "idempotencyKey";

    /** @param key goes before that among the arguments; null for none */
    static ToolRequest of(SuiteTool tool, ObjectNode arguments, String key) {
        var rest = arguments.deepCopy();
        var own = rest.remove(KEY);
        var path = new StringBuilder();
        for (var segment : tool.path().substring(1).split("/", -1)) {
            var isName = segment.startsWith("{");
            path.append('/')
                    .append(isName ? encoded(rest.remove(segment.substring(1, segment.length() - 1))) : segment);
        }
        var query = tool.query().stream()
                .filter(rest::hasNonNull)
                .sorted()
                .map(name -> name + "=" + encoded(rest.get(name)))
                .collect(Collectors.joining("&"));
        rest.remove(tool.query());
        var effective = key == null && own != null ? own.asText() : key;
        return new ToolRequest(tool, query.isEmpty() ? path.toString() : path + "?" + query, rest, effective);
    }

    ServiceCall call(Caller caller, Duration timeout) {
        if (tool.method().equals(HttpMethod.GET)) {
            return ServiceCall.get(tool.service(), path, caller, timeout);
        }
        var call = new ServiceCall(
                tool.method(), tool.service(), path, caller, Buffer.buffer(body.toString()), Map.of(), timeout);
        return key == null ? call : call.withHeaders(Map.of(IdempotencyKey.HEADER, key));
    }

    /** As one segment: a slash does not lead elsewhere, nor do dots, which are read as such even when they are encoded once. */
    private static String encoded(JsonNode value) {
        var text = URLEncoder.encode(value.asText(), StandardCharsets.UTF_8).replace("+", "%20");
        return text.equals(".") || text.equals("..") ? text.replace(".", "%252E") : text;
    }
}
