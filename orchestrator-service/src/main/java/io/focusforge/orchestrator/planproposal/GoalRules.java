package io.focusforge.orchestrator.planproposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.orchestrator.chain.RuleTwin;
import io.focusforge.orchestrator.rules.AnalysisRules;
import io.focusforge.orchestrator.rules.PlanRules;
import io.focusforge.orchestrator.rules.RuleText;
import io.focusforge.orchestrator.task.Energy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The twin of the chain {@code goal_plan}: what the text lists, or what such work takes, one behind the other. */
@Singleton
class GoalRules implements RuleTwin {
    private final ObjectMapper json;
    private final Clock clock;

    GoalRules(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String chain() {
        return "goal_plan";
    }

    @Override
    public JsonNode answer(JsonNode input) {
        var goal = input.path("goal");
        var deadline = goal.path("deadline").asText(null);
        return json.valueToTree(steps(new Goal(
                goal.path("title").asText(),
                goal.path("description").asText(null),
                deadline == null ? null : Instant.parse(deadline))));
    }

    GoalSteps steps(Goal goal) {
        var now = clock.instant();
        var text = new RuleText(goal.title(), goal.description(), goal.deadline(), List.of());
        var analysis = AnalysisRules.analyze(text, now);
        var steps = PlanRules.plan(text, analysis.estimateMinutes(), analysis.category(), now).stream()
                .map(step -> new GoalSteps.Step(
                        step.id(), step.title(), step.estimateMinutes(), step.dependsOn(), energy(step.title(), now)));
        return new GoalSteps(steps.toList());
    }

    private static Energy energy(String title, Instant now) {
        return AnalysisRules.analyze(new RuleText(title, null, null, List.of()), now)
                .energy();
    }
}
