package io.focusforge.orchestrator.mcpclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.transport.McpOperationHandler;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpInitializationNotification;
import dev.langchain4j.mcp.protocol.McpInitializeRequest;
import io.focusforge.common.outbound.Destination;
import io.focusforge.orchestrator.outside.OutsideCalls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Streamable HTTP over a connection to the address that was judged, whatever the name leads to by then; without redirects, and bounded in size
 * and time. An answer is read as a whole: a server that streams ends its stream with the answer.
 */
@RegisterForReflection(
        classNames = {
            "dev.langchain4j.mcp.protocol.McpCallToolParams",
            "dev.langchain4j.mcp.protocol.McpCallToolRequest",
            "dev.langchain4j.mcp.protocol.McpClientParams",
            "dev.langchain4j.mcp.protocol.McpImplementation",
            "dev.langchain4j.mcp.protocol.McpInitializationNotification",
            "dev.langchain4j.mcp.protocol.McpInitializeParams",
            "dev.langchain4j.mcp.protocol.McpInitializeParams$Capabilities",
            "dev.langchain4j.mcp.protocol.McpInitializeParams$Capabilities$Roots",
            "dev.langchain4j.mcp.protocol.McpInitializeRequest",
            "dev.langchain4j.mcp.protocol.McpListToolsParams",
            "dev.langchain4j.mcp.protocol.McpListToolsRequest"
        })
final class PinnedTransport implements McpTransport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";

    private final OutsideCalls calls;
    private final Destination.Allowed to;
    private final Map<String, String> headers;
    private final UnaryOperator<byte[]> hiding;
    private final Duration timeout;
    private final Map<String, String> session = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
    private volatile McpOperationHandler handler;

    /** @param hiding takes out of an answer what it must not repeat */
    PinnedTransport(
            OutsideCalls calls,
            Destination.Allowed to,
            Map<String, String> headers,
            UnaryOperator<byte[]> hiding,
            Duration timeout) {
        this.calls = calls;
        this.to = to;
        this.headers = Map.copyOf(headers);
        this.hiding = hiding;
        this.timeout = timeout;
    }

    @Override
    public void start(McpOperationHandler messages) {
        handler = messages;
    }

    @Override
    public CompletableFuture<JsonNode> initialize(McpInitializeRequest request) {
        return send(request).thenCompose(answer -> {
            var version = answer.at("/result/protocolVersion");
            if (version.isTextual()) {
                session.put(VERSION, version.textValue());
            }
            return send(new McpInitializationNotification()).thenApply(told -> answer);
        });
    }

    @Override
    public CompletableFuture<JsonNode> executeOperationWithResponse(McpClientMessage request) {
        return send(request);
    }

    @Override
    public CompletableFuture<JsonNode> executeOperationWithResponse(McpCallContext context) {
        return send(context.message());
    }

    @Override
    public void executeOperationWithoutResponse(McpClientMessage request) {
        var unused = send(request);
    }

    @Override
    public void executeOperationWithoutResponse(McpCallContext context) {
        var unused = send(context.message());
    }

    @Override
    public void checkHealth() {}

    @Override
    public void onFailure(Runnable actionOnFailure) {}

    @Override
    public void close() {
        open.forEach(sent -> sent.cancel(false));
    }

    /** @return null for what is not answered */
    private CompletableFuture<JsonNode> send(McpClientMessage message) {
        var id = message.getId();
        var result = new CompletableFuture<JsonNode>();
        if (id != null) {
            handler.startOperation(id, result);
        }
        var sent = calls.send(call(message));
        open.add(sent);
        var unused = sent.whenComplete((answer, failure) -> {
            open.remove(sent);
            try {
                receive(answer, failure);
                if (id == null) {
                    result.complete(null);
                } else {
                    result.completeExceptionally(McpFailure.forNow("mcp_unavailable", "The server gave no answer."));
                }
            } catch (McpFailure e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private OutsideCalls.Call call(McpClientMessage message) {
        try {
            var all = new HashMap<>(headers);
            all.putAll(session);
            all.put("Content-Type", "application/json");
            all.put("Accept", "application/json, text/event-stream");
            return new OutsideCalls.Call("POST", to, all, JSON.writeValueAsBytes(message), timeout);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void receive(OutsideCalls.Answer answer, Throwable failure) {
        if (failure != null) {
            throw failure instanceof OutsideCalls.TooLong
                    ? McpFailure.forGood("answer_too_long", "The server's answer is longer than it may be.")
                    : McpFailure.forNow("host_unreachable", "No answer of the server, or the connection broke.");
        }
        requireSuccess(answer);
        Optional.ofNullable(answer.headers().get(SESSION)).ifPresent(id -> session.put(SESSION, id));
        try {
            McpMessages.read(JSON, answer.mediaType(), hiding.apply(answer.body()))
                    .forEach(handler::handle);
        } catch (JsonProcessingException e) {
            throw McpFailure.forGood("mcp_refused", "The server answers something else than MCP.");
        }
    }

    private static void requireSuccess(OutsideCalls.Answer answer) {
        var status = answer.status();
        if (status / 100 != 2) {
            var isPassing = status == 408 || status == 429 || status >= 500;
            throw new McpFailure(
                    isPassing ? "mcp_unavailable" : "mcp_refused",
                    "The server answered " + status + ".",
                    isPassing,
                    answer.retryAfter());
        }
    }
}
