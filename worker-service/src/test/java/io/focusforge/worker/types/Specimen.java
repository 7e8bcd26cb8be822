package io.focusforge.worker.types;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A type of job with something of everything in its payload. */
@ApplicationScoped
class Specimen implements JobHandler<Specimen.Input> {
    private static final JobType<Input> TYPE = JobType.open(
                    "sample.specimen",
                    Input.class,
                    new JobType.Defaults(
                            "manual",
                            Priority.LOW,
                            7,
                            Duration.ofSeconds(90),
                            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1))),
                    "password")
            .returning(Output.class);

    public record Input(
            @NotBlank @Size(max = 10) String name,
            @Pattern(regexp = "[a-z]+") String code,
            String password,
            UUID reference,
            Grade grade,
            @Min(1) @Max(10) Integer rank,
            int count,
            boolean loud,
            @NotEmpty @Size(max = 2) List<@Valid @NotNull Part> parts,
            Map<String, Integer> sizes,
            ObjectNode object,
            JsonNode anything) {}

    public record Part(@NotNull String label, @Valid Part inner) {}

    public enum Grade {
        @JsonProperty("good")
        GOOD,
        @JsonProperty("better")
        BETTER
    }

    public record Output(@NotNull UUID id, int tokens) {}

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) {
        return JobResult.done();
    }
}
