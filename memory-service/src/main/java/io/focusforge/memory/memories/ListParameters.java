package io.focusforge.memory.memories;

import io.focusforge.common.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/** The query parameters by which lists and counts choose memories. */
public record ListParameters(
        @QueryParam("type") String type,
        @QueryParam("tag") String tag,
        @QueryParam("namespace") String namespace,
        @QueryParam("agent") String agent,
        @QueryParam("run") String run,
        @QueryParam("session") String session,
        @QueryParam("state") String state,
        @QueryParam("at") String at) {
    MemoryFilter filter() {
        return new MemoryFilter(
                one("type", MemoryType.class, type),
                tag,
                namespace,
                agent,
                run,
                session,
                one("state", MemoryState.class, state),
                time());
    }

    private Instant time() {
        try {
            return at == null ? null : Moment.of("at", Instant.parse(at));
        } catch (DateTimeException e) {
            throw ProblemException.invalid("at", "must be a time such as 2026-11-22T08:00:00Z");
        }
    }

    private static <E extends Enum<E>> E one(String name, Class<E> kind, String text) {
        var all = kind.getEnumConstants();
        return text == null
                ? null
                : Arrays.stream(all)
                        .filter(value -> value.name().equals(text))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.invalid(name, "must be one of " + Arrays.toString(all)));
    }
}
