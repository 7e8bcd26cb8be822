package io.focusforge.orchestrator.recurrence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.StoredEvent;
import io.focusforge.orchestrator.history.Moments;
import io.focusforge.orchestrator.task.TaskKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Series as they were. */
@ApplicationScoped
class SeriesTravel {
    private static final int AT_ONCE = 500;
    private final EventStore events;
    private final Moments moments;
    private final ObjectReader reader;

    SeriesTravel(EventStore events, Moments moments, ObjectMapper mapper) {
        this.events = events;
        this.moments = moments;
        this.reader = mapper.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** @param key of a series that there is */
    Series at(TaskKey key, Instant time) {
        var until = moments.version(key.tenant(), key.id(), time);
        Series series = null;
        for (var seen = 0; seen < until; ) {
            var some = events.read(key.tenant(), key.id(), seen, Math.min(AT_ONCE, until - seen));
            if (some.isEmpty()) {
                throw ProblemException.notFound("series");
            }
            for (var stored : some) {
                series = apply(key.id(), series, stored);
            }
            seen = some.getLast().version();
        }
        return series;
    }

    /** @param before null at the beginning */
    Series apply(UUID id, Series before, StoredEvent stored) {
        return switch (event(stored)) {
            case SeriesEvent.Begun begun -> Series.begun(id, begun, stored.time());
            case SeriesEvent event -> before.apply(event, stored.time());
        };
    }

    private SeriesEvent event(StoredEvent stored) {
        try {
            return reader.forType(SeriesEventType.recordOf(stored.type())).readValue(stored.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored event of a series is not readable", e);
        }
    }
}
