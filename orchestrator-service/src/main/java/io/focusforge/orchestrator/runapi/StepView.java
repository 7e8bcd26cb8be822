package io.focusforge.orchestrator.runapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.focusforge.orchestrator.runstore.RunError;
import io.focusforge.orchestrator.runstore.StepRow;
import io.focusforge.orchestrator.runstore.StepState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A step of a run. What is not there is absent. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepView(
        String id,
        String state,
        int attempts,
        Instant startedAt,
        Instant finishedAt,
        Long durationMs,
        UsageView usage,
        WaitView waitingFor,

        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT) @JsonRawValue
        String progress,

        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT) @JsonRawValue
        String result,

        ErrorView error) {
    /** What it waits for: a signal of this name, or this instant, whichever comes first. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WaitView(String signal, String right, Instant until) {}

    /** @param longest results beyond are left out */
    static StepView of(StepRow row, int longest) {
        var succeeded = row.state() == StepState.SUCCEEDED && row.result() != null;
        return new StepView(
                row.step(),
                shown(row.state()),
                row.attempt(),
                row.times().started(),
                row.times().finished(),
                duration(row.times()),
                UsageView.of(row.usage()),
                waiting(row),
                row.state() == StepState.RUNNING ? row.progress() : null,
                succeeded && row.result().length() <= longest ? row.result() : null,
                ErrorView.of(row.error()));
    }

    private static String shown(StepState state) {
        return state == StepState.EXPANDED ? StepState.RUNNING.text() : state.text();
    }

    private static Long duration(StepRow.Times times) {
        return times.started() == null || times.finished() == null
                ? null
                : Duration.between(times.started(), times.finished()).toMillis();
    }

    private static WaitView waiting(StepRow row) {
        return switch (row.state()) {
            case WAITING ->
                new WaitView(
                        row.waiting().signal(),
                        row.waiting().right(),
                        row.times().due());
            case RETRYING -> new WaitView(null, null, row.times().due());
            case PENDING, RUNNING, EXPANDED, SUCCEEDED, SKIPPED, FAILED, CANCELLED -> null;
        };
    }

    /** Why a run or a step has failed. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ErrorView(String step, String code, String message) {
        static ErrorView of(RunError error) {
            return error == null ? null : new ErrorView(error.step(), error.code(), error.message());
        }
    }
}
