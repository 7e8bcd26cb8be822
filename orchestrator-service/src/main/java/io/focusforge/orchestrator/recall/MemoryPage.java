package io.focusforge.orchestrator.recall;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The part of memory-service's answer to a search that is used here. */
@JsonIgnoreProperties(ignoreUnknown = true)
record MemoryPage(List<Hit> items, boolean degraded) {
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Hit(Memory memory, double score) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Memory(String id, String text, JsonNode metadata) {
        boolean isOf(String taskId) {
            return metadata != null && taskId.equals(metadata.path("taskId").asText(null));
        }
    }
}
