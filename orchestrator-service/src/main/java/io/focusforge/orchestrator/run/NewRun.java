package io.focusforge.orchestrator.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;

/**
 * A run that is to be.
 *
 * @param kind names the {@link GraphSource}
 * @param definition what that one finds the graph by, such as a chain's name and version
 * @param name what lists can be filtered by: a chain's name
 * @param webhook null for none
 */
public record NewRun(
        String kind,
        String definition,
        String name,
        JsonNode input,
        Caller caller,
        Webhook webhook,
        String traceparent) {}
