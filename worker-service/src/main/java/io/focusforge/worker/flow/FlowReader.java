package io.focusforge.worker.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.worker.batch.ItemDrafts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads flows. The first job that cannot be one is named by its path, as in {@code children[3].chain[1].payload}. */
@ApplicationScoped
class FlowReader {
    private final ItemDrafts drafts;
    private final FlowConfig config;

    FlowReader(ItemDrafts drafts, FlowConfig config) {
        this.drafts = drafts;
        this.config = config;
    }

    /** @return its jobs in the order of the request; a parent stands before its children, and behind the step that it follows */
    List<FlowJob> read(Caller caller, JsonNode body) throws JsonProcessingException {
        return new Reading(caller, drafts, config).flow(body);
    }
}
