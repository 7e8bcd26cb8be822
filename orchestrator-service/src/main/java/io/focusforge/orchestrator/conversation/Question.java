package io.focusforge.orchestrator.conversation;

import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.grounding.GroundingConfig;
import io.focusforge.orchestrator.grounding.ModelChoice;
import io.focusforge.orchestrator.grounding.Sources;
import java.util.concurrent.CompletableFuture;

/**
 * A question that can be answered.
 *
 * @param looking for sources, which goes on
 */
record Question(
        Caller caller,
        AnswerRow row,
        Ask ask,
        Setting setting,
        ModelChoice choice,
        GroundingConfig.Window window,
        CompletableFuture<Sources> looking) {}
