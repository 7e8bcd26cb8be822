package io.focusforge.orchestrator.mcpclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.exception.ToolArgumentsException;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.outbound.Destination;
import io.focusforge.common.outbound.Resolver;
import io.focusforge.orchestrator.outside.HttpStepConfig;
import io.focusforge.orchestrator.outside.OutsideCalls;
import io.focusforge.orchestrator.outside.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Speaks with servers. Each call is a session of its own, so that no replica holds one. Blocking; who is interrupted closes the connection. */
@ApplicationScoped
public class McpCalls {
    private static final String KEY_OF_META = "io.focusforge/idempotencyKey";
    /** The client's own clocks never strike first: they tell a lapse as if it were a result. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final long MOST_LISTS = 1_000;

    private final OutsideCalls outside;
    private final Resolver names;
    private final McpConfig config;
    private final Secrets secrets;
    private final ObjectMapper json;
    private final Cache<Known, List<McpTool>> lists;

    private record Known(UUID tenant, McpServer server) {}

    McpCalls(OutsideCalls outside, Resolver names, McpConfig config, HttpStepConfig http, ObjectMapper json) {
        this.outside = outside;
        this.names = names;
        this.config = config;
        this.secrets = new Secrets(http);
        this.json = json;
        this.lists = Caffeine.newBuilder()
                .maximumSize(MOST_LISTS)
                .expireAfterWrite(config.rememberTools())
                .build();
    }

    /** What the tool gave: JSON where its text is JSON. A tool that says of itself that it has failed is a failure: {@code tool_failed}. */
    public JsonNode call(McpServer server, String tool, ObjectNode arguments, UUID key, Duration timeout) {
        var more = Map.of(IdempotencyKey.HEADER, key.toString());
        try (var client = open(transport(server, more, timeout), key, timeout)) {
            var request = ToolExecutionRequest.builder()
                    .name(tool)
                    .arguments(arguments.toString())
                    .build();
            return value(client.executeTool(request).resultText());
        } catch (ToolArgumentsException e) {
            throw McpFailure.forGood("mcp_refused", "The server refuses the call: " + shown(e.getMessage()));
        } catch (ToolExecutionException e) {
            throw e.getCause() instanceof McpFailure known
                    ? known
                    : McpFailure.forGood("tool_failed", "The tool has failed: " + shown(e.getMessage()));
        } catch (Exception e) {
            throw failure(e);
        }
    }

    /** The first of its tools; for a while, as they were. */
    public List<McpTool> tools(UUID tenant, McpServer server) {
        var known = new Known(tenant, server);
        var tools = lists.getIfPresent(known);
        if (tools == null) {
            tools = list(server);
            lists.put(known, tools);
        }
        return tools;
    }

    private List<McpTool> list(McpServer server) {
        var transport = transport(server, Map.of(), config.listTimeout());
        try (var client = open(transport, null, config.listTimeout())) {
            return McpToolList.read(transport, config.maxTools(), config.listTimeout());
        } catch (Exception e) {
            throw failure(e);
        }
    }

    private PinnedTransport transport(McpServer server, Map<String, String> more, Duration timeout) {
        var to = resolve(server.url());
        var headers = new HashMap<>(server.headers());
        headers.putAll(secrets.headers(server.secrets(), server.tenant(), to, privateHosts())
                .orElseThrow(() -> McpFailure.forGood(
                        "secret_not_allowed",
                        "A secret that the server wants is not there, or not to be sent to it.")));
        headers.putAll(more);
        return new PinnedTransport(outside, to, headers, answer -> secrets.hide(server.secrets(), answer), timeout);
    }

    private static McpClient open(PinnedTransport transport, UUID key, Duration timeout) {
        return new DefaultMcpClient.Builder()
                .transport(transport)
                .clientName("focusforge")
                .initializationTimeout(timeout.plus(GRACE))
                .toolExecutionTimeout(timeout.plus(GRACE))
                .autoHealthCheck(false)
                .logHandler(message -> {})
                .cacheToolList(false)
                .metaSupplier(context -> key == null ? Map.of() : Map.of(KEY_OF_META, key.toString()))
                .build();
    }

    /** @throws McpFailure for what may not be called, or cannot be found now */
    Destination.Allowed resolve(String url) {
        return switch (Destination.resolve(url, privateHosts(), names)) {
            case Destination.Allowed allowed -> allowed;
            case Destination.Refused(var reason) -> throw McpFailure.forGood("url_refused", "The URL " + reason + ".");
            case Destination.Unknown _ ->
                throw McpFailure.forNow("host_unknown", "The host of the URL has no address.");
        };
    }

    private Set<String> privateHosts() {
        return config.allowedPrivateHosts().orElse(Set.of());
    }

    private JsonNode value(String text) {
        try {
            var tree = json.readTree(text);
            return tree.isContainerNode() ? tree : json.getNodeFactory().textNode(text);
        } catch (JsonProcessingException e) {
            return json.getNodeFactory().textNode(text);
        }
    }

    private static McpFailure failure(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof McpFailure known) {
                return known;
            }
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return McpFailure.forNow("mcp_unavailable", "The call was cut short.");
            }
        }
        return McpFailure.forGood("mcp_refused", "The server does not speak MCP as it should.");
    }

    private static String shown(String message) {
        var text = String.valueOf(message);
        return text.length() > 1_000 ? text.substring(0, 1_000) + "…" : text;
    }
}
