package io.focusforge.memory.erase;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * What was erased, where, and when; nothing in it says of whom, but for those who know the user's id.
 *
 * @param state {@code running} or {@code done}
 * @param subject SHA-256, in hexadecimal digits, of {@code <tenant>/<user>}
 * @param left what no erasure reaches, the same in every receipt
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        UUID id,
        String state,
        String subject,
        Instant requestedAt,
        Instant finishedAt,
        List<Place> places,
        List<Left> left) {
    private static final List<Left> LEFT = List.of(
            new Left("ai", "usage", "ids, counts and amounts, without content"),
            new Left("gateway", "departed-keys", "ids and hashes of the keys, which read this receipt for a while"),
            new Left("memory", "tombstones", "ids without content, until no replica can bring a memory back"),
            new Left("orchestrator", "answers-under-way", "words of answers being written, for minutes"),
            new Left("orchestrator", "event-streams", "ids in events, until the streams drop them"),
            new Left("worker", "event-exports", "ids in events, until the operator removes the files"));

    /**
     * One place.
     *
     * @param erased how many items; of a step whose process died they may be missing
     * @param at when it was looked at last
     */
    public record Place(String service, String place, long erased, Instant at) {}

    /** What is not erased, or not at once, so that nobody takes it for gone. */
    @RegisterForReflection
    public record Left(String service, String place, String why) {}

    static Receipt of(Erasure erasure, List<Place> places) {
        return new Receipt(
                erasure.id(),
                erasure.isDone() ? "done" : "running",
                HexFormat.of().formatHex(erasure.subject()),
                erasure.requestedAt(),
                erasure.finishedAt(),
                places,
                LEFT);
    }
}
