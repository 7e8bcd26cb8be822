package io.focusforge.worker.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.handler.ChildOutcome;
import io.focusforge.worker.handler.Children;
import io.focusforge.worker.handler.ChildrenSource;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Hands on to a parent what has come of its children. */
@ApplicationScoped
class FlowChildren implements ChildrenSource {
    /** With results of the largest size, a page takes some megabytes. */
    private static final int PAGE = 50;

    private final TreeStore store;
    private final TenantDatabase database;
    private final ObjectMapper json;

    FlowChildren(TreeStore store, TenantDatabase database, ObjectMapper json) {
        this.store = store;
        this.database = database;
        this.json = json;
    }

    @Override
    public Children of(JobKey job) {
        return () -> new Pages<>(last -> page(job, last == null ? -1 : last.place()), this::outcome);
    }

    private List<TreeStore.Outcome> page(JobKey job, int after) {
        return database.read(job.tenant(), connection -> store.outcomes(connection, job, after, PAGE));
    }

    private ChildOutcome outcome(TreeStore.Outcome child) {
        if (child.state().equals(JobState.Succeeded.NAME)) {
            return new ChildOutcome.Succeeded(child.job(), child.type(), result(child.result()), child.omitted());
        }
        return switch (child.onFailure()) {
            case IGNORE -> new ChildOutcome.Ignored(child.job(), child.type(), error(child));
            case CONTINUE, FAIL -> new ChildOutcome.Failed(child.job(), child.type(), error(child));
        };
    }

    private JsonNode result(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored result cannot be read", e);
        }
    }

    private static JobError error(TreeStore.Outcome child) {
        return child.error() == null
                ? new JobError(0, child.endedAt(), JobState.Cancelled.NAME, "The job was cancelled.")
                : child.error();
    }
}
