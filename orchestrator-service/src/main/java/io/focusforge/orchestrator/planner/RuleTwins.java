package io.focusforge.orchestrator.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.orchestrator.chain.RuleTwin;
import io.focusforge.orchestrator.rules.AnalysisRules;
import io.focusforge.orchestrator.rules.PlanRules;
import io.focusforge.orchestrator.rules.RuleText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The rules for tasks, for who runs the chains of tasks as any other chain. */
@ApplicationScoped
class RuleTwins {
    private final ObjectMapper json;
    private final Clock clock;

    RuleTwins(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    private record Twin(String chain, Function<JsonNode, JsonNode> rules) implements RuleTwin {
        @Override
        public JsonNode answer(JsonNode input) {
            return rules.apply(input);
        }
    }

    @Produces
    @Singleton
    RuleTwin analysis() {
        return new Twin("task_analysis", this::analyze);
    }

    @Produces
    @Singleton
    RuleTwin plan() {
        return new Twin("task_plan", this::plan);
    }

    private JsonNode analyze(JsonNode input) {
        ObjectNode analysis = json.valueToTree(AnalysisRules.analyze(text(input.path("task")), clock.instant()));
        return analysis.retain(
                "priority", "complexity", "estimateMinutes", "energy", "category", "risks", "suggestedLabels");
    }

    private JsonNode plan(JsonNode input) {
        var task = input.path("task");
        var steps = PlanRules.plan(
                text(task),
                task.path("estimateMinutes").asInt(),
                task.path("category").asText(),
                clock.instant());
        return json.createObjectNode().set("steps", json.valueToTree(steps));
    }

    private static RuleText text(JsonNode task) {
        var dueAt = task.path("dueAt").asText(null);
        var labels = StreamSupport.stream(task.path("labels").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new RuleText(
                task.path("title").asText(),
                task.path("description").asText(null),
                dueAt == null ? null : Instant.parse(dueAt),
                List.copyOf(labels));
    }
}
