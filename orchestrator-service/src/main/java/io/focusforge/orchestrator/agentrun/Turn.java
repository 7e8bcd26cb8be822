package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.StepContext;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepTerms;
import io.focusforge.orchestrator.run.StepUsage;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One agent's turn: it is asked what it wants done, as long as there is something left of the budget. */
final class Turn {
    static final String STEPS = "agents_steps_exhausted";
    static final String BUDGET = "agents_budget_exhausted";
    static final String LOOP = "agents_looping";

    private final Workshop workshop;
    private final StepTerms terms;
    private final boolean isLast;

    Turn(Workshop workshop, StepTerms terms, boolean isLast) {
        this.workshop = workshop;
        this.terms = terms;
        this.isLast = isLast;
    }

    /** @param after what is not needed when this ends it all */
    StepOutcome take(StepContext context, Story story, Set<String> after) throws InterruptedException {
        var budget = story.team().budget();
        var now = workshop.clock().instant();
        var left = Duration.between(now, story.begun(now).plus(budget.time()));
        var step = context.step();
        var spent = workshop.spent().of(context.run(), step.substring(0, step.lastIndexOf('/') + 1));
        if (story.calls() >= budget.calls()) {
            return failed(BUDGET, "The agents have made all %d calls.".formatted(budget.calls()), StepUsage.NONE);
        }
        if (spent.inputTokens() + spent.outputTokens() >= budget.tokens()) {
            return failed(BUDGET, "The agents have used all %d tokens.".formatted(budget.tokens()), StepUsage.NONE);
        }
        if (spent.costMicros() >= budget.costMicros()) {
            return failed(
                    BUDGET, "The agents have spent all %d micros.".formatted(budget.costMicros()), StepUsage.NONE);
        }
        if (!left.isPositive()) {
            return failed(BUDGET, "The agents have taken all their time, %s.".formatted(budget.time()), StepUsage.NONE);
        }
        var timeout = left.compareTo(terms.timeout()) < 0 ? left : terms.timeout();
        var talk = new Talk(story, workshop.offers(), context.run().tenant());
        return switch (workshop.model().ask(context, talk.request(), timeout)) {
            case Heard.Nothing(var failure) -> failure;
            case Heard.Message(var message, var usage) ->
                judged(talk.thought(message, story.begun(now)), story, usage, after);
        };
    }

    private StepOutcome judged(Thought thought, Story story, StepUsage usage, Set<String> after) {
        if (thought.end() != null) {
            return new StepOutcome.Done(thought.json(), usage, after);
        }
        if (story.isLooping(thought)) {
            return failed(LOOP, "%s calls for the same a third time.".formatted(thought.agent()), usage);
        }
        if (story.callsWith(thought) > story.team().budget().calls()) {
            return failed(
                    BUDGET,
                    "The agents want more than %d calls."
                            .formatted(story.team().budget().calls()),
                    usage);
        }
        if (isLast) {
            return failed(
                    STEPS,
                    "The agents came to no end in %d turns."
                            .formatted(story.team().most()),
                    usage);
        }
        JsonNode json = thought.json();
        return new StepOutcome.Done(json, usage);
    }

    private static StepOutcome failed(String code, String message, StepUsage usage) {
        return new StepOutcome.Fails(code, message, false, Optional.empty(), usage);
    }
}
