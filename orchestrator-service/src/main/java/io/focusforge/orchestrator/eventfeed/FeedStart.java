package io.focusforge.orchestrator.eventfeed;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.event.FeedPosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** From where on somebody is told: behind what was seen, from a time on, or from now on. */
@ApplicationScoped
class FeedStart {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private final FeedStore store;
    private final EventFeedConfig config;
    private final Clock clock;

    FeedStart(FeedStore store, EventFeedConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /** What a client sends when it comes back counts more than what it began with. */
    FeedPosition of(FeedQuery query, FeedFilter filter) {
        if (query.lastEventId() != null && !query.lastEventId().isEmpty()) {
            return behind(LAST_EVENT_ID, query.lastEventId(), filter);
        }
        if (query.cursor() != null) {
            return behind("cursor", query.cursor(), filter);
        }
        return query.since() == null ? store.end(filter.tenant()) : since(query.since(), filter);
    }

    private FeedPosition behind(String name, String text, FeedFilter filter) {
        var position = FeedCursor.decode(name, text, filter.number());
        if (store.hasMissed(new FeedStore.Ask(filter, position), oldest())) {
            throw expired("What came right behind this %s is past the retention.".formatted(name));
        }
        return position;
    }

    private FeedPosition since(String text, FeedFilter filter) {
        var time = instant(text);
        if (time.isAfter(clock.instant())) {
            throw ProblemException.invalid("since", "must not be in the future; leave it out to begin now");
        }
        if (time.isBefore(oldest())) {
            throw expired("'since' is past the retention.");
        }
        var end = store.end(filter.tenant());
        return store.since(filter.tenant(), filter.user(), time)
                .filter(position -> position.compareTo(end) < 0)
                .orElse(end);
    }

    private Instant oldest() {
        return clock.instant().minus(config.retention());
    }

    private ProblemException expired(String detail) {
        return new ProblemException(
                ErrorCode.EVENTS_EXPIRED,
                detail
                        + " A stream can begin %d hours ago at most; read what there is now, and begin anew."
                                .formatted(config.retention().toHours()));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid("since", "must be an instant, such as 2026-11-05T17:00:00Z");
        }
    }
}
