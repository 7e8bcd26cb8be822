package io.focusforge.orchestrator.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.orchestrator.task.Analysis;
import io.focusforge.orchestrator.task.Recollection;
import io.focusforge.orchestrator.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the chains are told. */
@ApplicationScoped
class ChainInputs {
    private final ObjectMapper json;
    private final Clock clock;

    ChainInputs(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    JsonNode analysis(Task task) {
        var input = input();
        input.set("task", describe(task));
        return input;
    }

    JsonNode plan(Task task, Analysis analysis, List<Recollection> context) {
        var input = input();
        input.set(
                "task",
                describe(task)
                        .put("category", analysis.category())
                        .put("complexity", analysis.complexity())
                        .put("estimateMinutes", analysis.estimateMinutes()));
        var memories = input.putArray("memories");
        context.forEach(recollection -> memories.add(recollection.text()));
        return input;
    }

    private ObjectNode input() {
        return json.createObjectNode()
                .put("now", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private ObjectNode describe(Task task) {
        var described = json.createObjectNode()
                .put("title", task.title())
                .put("description", task.description())
                .put("dueAt", task.dueAt() == null ? null : task.dueAt().toString());
        var labels = described.putArray("labels");
        task.labels().forEach(labels::add);
        return described;
    }
}
