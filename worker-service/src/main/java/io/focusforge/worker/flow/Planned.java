package io.focusforge.worker.flow;

import io.focusforge.worker.job.Job;
import java.util.UUID;

/** A job of a request while it is read: who waits for it is known when that one has been read. */
final class Planned {
    private final Job job;
    private final OnFailure asked;
    private Planned parent;
    private boolean chained;
    private OnFailure onFailure = OnFailure.FAIL;
    private boolean waits;

    /** @param asked what it says itself of its failure; may be null */
    Planned(Job job, OnFailure asked) {
        this.job = job;
        this.asked = asked;
    }

    /** @param otherwise what its failure means if it says nothing of it itself */
    void isWaitedForBy(Planned other, boolean step, OnFailure otherwise) {
        parent = other;
        chained = step;
        onFailure = asked == null ? otherwise : asked;
        other.waits = true;
    }

    boolean isAsked() {
        return asked != null;
    }

    FlowJob done() {
        return new FlowJob(waits ? job.waiting() : job, parent == null ? null : parent.id(), chained, onFailure);
    }

    private UUID id() {
        return job.key().id();
    }
}
