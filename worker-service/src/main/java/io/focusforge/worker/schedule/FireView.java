package io.focusforge.worker.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A fire in an answer.
 *
 * @param at the time that it stands for
 * @param manual somebody triggered it
 * @param state {@code started}, {@code waiting}, {@code failed}, or {@code missed}
 * @param startedAt when its job was made, or could not be made
 * @param times how many times were missed
 * @param more there were others, which were not counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FireView(
        Instant at,
        Boolean manual,
        String state,
        UUID jobId,
        Instant startedAt,
        Integer times,
        Boolean more,
        Why error) {
    /** Why no job could be made. */
    public record Why(String code, String message) {}

    static FireView of(Fire fire) {
        var missed = fire.state() == Fire.State.MISSED;
        return new FireView(
                fire.dueAt(),
                fire.manual() ? true : null,
                fire.state().toString(),
                fire.job(),
                fire.startedAt(),
                missed ? fire.times() : null,
                fire.more() ? true : null,
                fire.error() == null
                        ? null
                        : new Why(fire.error().code(), fire.error().message()));
    }
}
