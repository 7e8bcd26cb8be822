package io.focusforge.memory.sources;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A source as its owner sees it: with how far a run has come, how the last one ended, and, alone, what could not be taken. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceView(
        UUID id,
        String name,
        Place place,
        String collection,
        boolean shared,
        Timing schedule,
        boolean paused,
        State state,
        Counts progress,
        LastRun lastRun,
        List<Failure> failures,
        Instant createdAt,
        Instant updatedAt) {
    /** What it is doing. */
    public enum State {
        IDLE,
        RUNNING,
        LEAVING
    }

    /** An item that could not be taken, and why. */
    public record Failure(String item, String error) {}

    static SourceView of(Source source, List<Failure> failures) {
        var asked = source.asked();
        return new SourceView(
                source.key().id(),
                asked.name(),
                asked.place(),
                asked.collection(),
                asked.shared(),
                asked.schedule(),
                source.paused(),
                state(source),
                source.run() == null ? null : source.run().counts(),
                source.lastRun(),
                failures,
                source.createdAt(),
                source.updatedAt());
    }

    private static State state(Source source) {
        if (source.leaving()) {
            return State.LEAVING;
        }
        return source.run() == null ? State.IDLE : State.RUNNING;
    }
}
