package io.focusforge.worker.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** How far a version has come; the names of the states are those of memory-service. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Stage(int version, State state, int percent, String reason) {
    enum State {
        EXTRACTING,
        SPLITTING,
        EMBEDDING,
        INDEXING,
        READY,
        FAILED
    }
}
