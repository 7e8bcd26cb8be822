package io.focusforge.memory.erase;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * What was erased, where, and when; nothing in it says of whom, but for those who know the user's id.
 *
 * @param state {@code running} or {@code done}
 * @param subject SHA-256, in hexadecimal digits, of {@code <tenant>/<user>}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        UUID id, String state, String subject, Instant requestedAt, Instant finishedAt, List<Place> places) {
    /**
     * One place.
     *
     * @param erased how many items; of a step whose process died they may be missing
     * @param at when it was looked at last
     */
    public record Place(String service, String place, long erased, Instant at) {}

    static Receipt of(Erasure erasure, List<Place> places) {
        return new Receipt(
                erasure.id(),
                erasure.isDone() ? "done" : "running",
                HexFormat.of().formatHex(erasure.subject()),
                erasure.requestedAt(),
                erasure.finishedAt(),
                places);
    }
}
