package io.focusforge.orchestrator.planproposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.chain.Chain;
import io.focusforge.orchestrator.chain.ChainCatalog;
import io.focusforge.orchestrator.chain.ChainOutcome;
import io.focusforge.orchestrator.chain.ChainRunner;
import io.focusforge.orchestrator.plan.Origin;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.recall.Recall;
import io.focusforge.orchestrator.rules.AnalysisRules;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Finds the steps of a goal. Always comes to a result, within the timeout of the chain. */
@ApplicationScoped
@RegisterForReflection(targets = {GoalSteps.class, GoalSteps.Step.class})
public class GoalPlanner {
    private final ChainRunner chains;
    private final Recall recall;
    private final GoalRules rules;
    private final ObjectMapper json;
    private final Clock clock;
    private final Chain chain;

    GoalPlanner(
            ChainRunner chains, ChainCatalog catalog, Recall recall, GoalRules rules, ObjectMapper json, Clock clock) {
        this.chains = chains;
        this.recall = recall;
        this.rules = rules;
        this.json = json;
        this.clock = clock;
        this.chain = catalog.require("goal_plan");
    }

    /** The steps, and who found them. */
    public record Found(List<PlanStep> steps, Origin by) {}

    public Found find(Caller who, PlanKey key, Goal goal) {
        var rights = Set.of(Scopes.MODELS_READ, Scopes.MODELS_WRITE);
        var caller = new Caller(who.tenant(), who.user(), rights, who.plan(), who.key(), who.models());
        var outcome = chains.run(chain, () -> input(key, goal), GoalSteps.class, caller);
        return switch (outcome) {
            case ChainOutcome.Answered<GoalSteps>(var output, var model) ->
                new Found(output.proposed(), new Origin(model, false));
            case ChainOutcome.Unavailable<GoalSteps> _ -> byRules(goal);
            case ChainOutcome.Invalid<GoalSteps> _ -> byRules(goal);
            case ChainOutcome.NotConfigured<GoalSteps> _ -> byRules(goal);
        };
    }

    private Found byRules(Goal goal) {
        return new Found(rules.steps(goal).proposed(), new Origin(AnalysisRules.MODEL, true));
    }

    private JsonNode input(PlanKey key, Goal goal) {
        var input = json.createObjectNode()
                .put("now", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        input.putObject("goal")
                .put("title", goal.title())
                .put("description", goal.description())
                .put(
                        "deadline",
                        goal.deadline() == null ? null : goal.deadline().toString());
        var memories = input.putArray("memories");
        recall.about(key.task(key.id()), goal.text())
                .join()
                .context()
                .forEach(recollection -> memories.add(recollection.text()));
        return input;
    }
}
