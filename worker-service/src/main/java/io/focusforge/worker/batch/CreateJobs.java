package io.focusforge.worker.batch;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Body of {@code POST /api/v1/jobs:batch}. The jobs are read one after the other, so that the first bad one is found first. */
public record CreateJobs(@NotNull @Size(min = 1, max = 1000) List<JsonNode> jobs) {
    static final String FIELD = "jobs";
}
