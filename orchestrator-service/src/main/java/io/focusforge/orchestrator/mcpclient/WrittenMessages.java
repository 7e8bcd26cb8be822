package io.focusforge.orchestrator.mcpclient;

import dev.langchain4j.mcp.protocol.McpCallToolParams;
import dev.langchain4j.mcp.protocol.McpCallToolRequest;
import dev.langchain4j.mcp.protocol.McpCancellationNotification;
import dev.langchain4j.mcp.protocol.McpCancellationParams;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpClientMethod;
import dev.langchain4j.mcp.protocol.McpClientNotification;
import dev.langchain4j.mcp.protocol.McpClientParams;
import dev.langchain4j.mcp.protocol.McpClientRequest;
import dev.langchain4j.mcp.protocol.McpClientResponse;
import dev.langchain4j.mcp.protocol.McpImplementation;
import dev.langchain4j.mcp.protocol.McpInitializationNotification;
import dev.langchain4j.mcp.protocol.McpInitializeParams;
import dev.langchain4j.mcp.protocol.McpInitializeRequest;
import dev.langchain4j.mcp.protocol.McpJsonRpcMessage;
import dev.langchain4j.mcp.protocol.McpListToolsParams;
import dev.langchain4j.mcp.protocol.McpListToolsRequest;
import dev.langchain4j.mcp.protocol.McpPingRequest;
import dev.langchain4j.mcp.protocol.McpPingResponse;
import dev.langchain4j.mcp.protocol.McpRootsListChangedNotification;
import dev.langchain4j.mcp.protocol.McpRootsListResponse;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What the client writes as JSON: a native executable would lack it. Prompts and resources are never asked for, and answers are read as trees. */
@RegisterForReflection(
        targets = {
            McpCallToolParams.class,
            McpCallToolRequest.class,
            McpCancellationNotification.class,
            McpCancellationParams.class,
            McpClientMessage.class,
            McpClientMethod.class,
            McpClientNotification.class,
            McpClientParams.class,
            McpClientRequest.class,
            McpClientResponse.class,
            McpImplementation.class,
            McpInitializationNotification.class,
            McpInitializeParams.class,
            McpInitializeParams.Capabilities.class,
            McpInitializeParams.Capabilities.Roots.class,
            McpInitializeParams.Capabilities.Sampling.class,
            McpInitializeRequest.class,
            McpJsonRpcMessage.class,
            McpListToolsParams.class,
            McpListToolsRequest.class,
            McpPingRequest.class,
            McpPingResponse.class,
            McpRootsListChangedNotification.class,
            McpRootsListResponse.class
        })
final class WrittenMessages {
    private WrittenMessages() {}
}
