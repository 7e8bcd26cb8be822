package io.focusforge.chaos.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** One line of a history. Times are microseconds since 1970 by the clock of the one machine that everything runs on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Asked.class, name = "asked"),
    @JsonSubTypes.Type(value = Event.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Event.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = Event.Delivered.class, name = "delivered"),
    @JsonSubTypes.Type(value = Event.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = Event.Shown.class, name = "shown"),
    @JsonSubTypes.Type(value = Event.FaultBegan.class, name = "fault-began"),
    @JsonSubTypes.Type(value = Event.FaultEnded.class, name = "fault-ended"),
    @JsonSubTypes.Type(value = RunEvent.Asked.class, name = "run-asked"),
    @JsonSubTypes.Type(value = RunEvent.Accepted.class, name = "run-accepted"),
    @JsonSubTypes.Type(value = RunEvent.Effect.class, name = "effect"),
    @JsonSubTypes.Type(value = RunEvent.StepEnded.class, name = "step-ended"),
    @JsonSubTypes.Type(value = RunEvent.Ended.class, name = "run-ended"),
    @JsonSubTypes.Type(value = RunEvent.Shown.class, name = "run-shown"),
    @JsonSubTypes.Type(value = RunEvent.JobTold.class, name = "job-told"),
    @JsonSubTypes.Type(value = RunEvent.SagaAccepted.class, name = "saga-accepted"),
    @JsonSubTypes.Type(value = RunEvent.SagaShown.class, name = "saga-shown"),
    @JsonSubTypes.Type(value = RunEvent.Unsettled.class, name = "unsettled"),
    @JsonSubTypes.Type(value = RunEvent.Compared.class, name = "compared")
})
public sealed interface Event
        permits Event.Asked,
                Event.Accepted,
                Event.Claimed,
                Event.Delivered,
                Event.Finished,
                Event.Shown,
                Event.FaultBegan,
                Event.FaultEnded,
                RunEvent {
    long at();

    /** A client has begun to ask for {@code jobs} jobs, whose payloads carry the items {@code firstItem} and following. */
    record Asked(long at, int ask, long firstItem, int jobs) implements Event {}

    /** It was answered with 202 and the ids of the jobs, in the order of their items. */
    record Accepted(long at, int ask, List<String> jobs) implements Event {
        public Accepted {
            jobs = List.copyOf(jobs);
        }
    }

    /** An attempt was given to a worker, as the database saw it. */
    record Claimed(long at, String job, long fence, int attempt) implements Event {}

    /** A handler called the receiver, and was answered so. */
    record Delivered(long at, String job, long item, int status) implements Event {
        boolean wasTaken() {
            return status / 100 == 2;
        }
    }

    /** The end of a job was recorded durably, by which it takes effect. */
    record Finished(long at, String job, String state, int attempt) implements Event {}

    /** What the API says of a job when all is over. */
    record Shown(long at, String job, String state, int attempt) implements Event {}

    record FaultBegan(long at, int number, String what) implements Event {}

    record FaultEnded(long at, int number, String what) implements Event {}

    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
