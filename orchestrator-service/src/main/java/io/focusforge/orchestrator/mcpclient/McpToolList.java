package io.focusforge.orchestrator.mcpclient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.mcp.protocol.McpListToolsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads what a server offers, page by page, with its schemas as they are: what the client makes of them is less. */
final class McpToolList {
    /** Beside the client's own, which count from 0. */
    private static final long FIRST_ID = 1_000_000;

    private static final int MOST_PAGES = 20;
    private static final int LONGEST_DESCRIPTION = 2_000;

    private McpToolList() {}

    static List<McpTool> read(PinnedTransport transport, int most, Duration timeout) throws Exception {
        var tools = new ArrayList<McpTool>();
        String cursor = null;
        for (var page = 0; page < MOST_PAGES && tools.size() < most; page++) {
            var result = transport
                    .executeOperationWithResponse(new McpListToolsRequest(FIRST_ID + page, cursor))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .path("result");
            for (var tool : result.path("tools")) {
                tools.add(tool(tool));
            }
            cursor = result.path("nextCursor").asText(null);
            if (cursor == null) {
                break;
            }
        }
        return List.copyOf(tools.subList(0, Math.min(most, tools.size())));
    }

    private static McpTool tool(JsonNode tool) {
        var description = tool.path("description").asText("");
        return new McpTool(
                tool.path("name").asText(),
                description.length() > LONGEST_DESCRIPTION
                        ? description.substring(0, LONGEST_DESCRIPTION)
                        : description,
                tool.path("inputSchema"));
    }
}
