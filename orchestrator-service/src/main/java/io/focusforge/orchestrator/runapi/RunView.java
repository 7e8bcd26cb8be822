package io.focusforge.orchestrator.runapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.focusforge.orchestrator.run.StepUsage;
import io.focusforge.orchestrator.runstore.RunReads;
import io.focusforge.orchestrator.runstore.RunRecord;
import io.focusforge.orchestrator.runstore.StepRow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run. Lists leave out input, output and steps; what is not there is absent. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
        UUID id,
        String chain,
        String definition,
        String state,
        Boolean cancelling,
        @Schema(type = SchemaType.OBJECT) @JsonRawValue String input,
        @Schema(type = SchemaType.OBJECT) @JsonRawValue String output,
        StepView.ErrorView error,
        UsageView usage,
        List<StepView> steps,
        UUID forkedFrom,
        Instant createdAt,
        Instant startedAt,
        Instant updatedAt,
        Instant finishedAt) {
    static RunView of(RunReads.Whole whole) {
        var steps = whole.steps().stream()
                .map(row -> StepView.of(row, Integer.MAX_VALUE))
                .toList();
        return view(whole.run(), usage(whole), steps);
    }

    static RunView summary(RunRecord run) {
        return view(run, run.usage(), null);
    }

    private static RunView view(RunRecord run, StepUsage usage, List<StepView> steps) {
        return new RunView(
                run.key().id(),
                run.name(),
                run.definition(),
                run.state().text(),
                run.cancelling() && !run.state().hasEnded() ? true : null,
                run.input(),
                run.output(),
                StepView.ErrorView.of(run.error()),
                UsageView.of(usage),
                steps,
                run.forkedFrom(),
                run.times().created(),
                run.times().started(),
                run.times().updated(),
                run.times().finished());
    }

    /** Of a run that has not ended it is not summed up yet. */
    private static StepUsage usage(RunReads.Whole whole) {
        return whole.run().state().hasEnded()
                ? whole.run().usage()
                : whole.steps().stream().map(StepRow::usage).reduce(StepUsage.NONE, StepUsage::plus);
    }
}
