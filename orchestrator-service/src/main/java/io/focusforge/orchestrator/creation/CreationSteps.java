package io.focusforge.orchestrator.creation;

import io.focusforge.orchestrator.runstore.Statement;
import io.focusforge.orchestrator.saga.SagaView;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The steps of a task's creation as operators see them: the one that it is at, and those before it, which are done. */
final class CreationSteps {
    private CreationSteps() {}

    static String current(Row row) {
        return row.getString("step");
    }

    static List<SagaView.Step> of(Row row) {
        var current = SagaStep.of(current(row));
        var steps = new ArrayList<SagaView.Step>();
        for (var step : SagaStep.values()) {
            var order = step.compareTo(current);
            steps.add(
                    order == 0
                            ? current(row, step)
                            : SagaView.Step.plain(name(step), order < 0 ? "done" : "pending", 0));
        }
        return steps;
    }

    private static SagaView.Step current(Row row, SagaStep step) {
        var isStuck = row.getOffsetDateTime("stuck_at") != null;
        return new SagaView.Step(
                name(step),
                isStuck ? "failed" : "running",
                row.getInteger("attempts"),
                null,
                Statement.instant(row, "started_at"),
                isStuck ? null : Statement.instant(row, "next_at"),
                isStuck ? null : Statement.instant(row, "resume_at"),
                null);
    }

    private static String name(SagaStep step) {
        return step.name().toLowerCase(Locale.ROOT);
    }
}
