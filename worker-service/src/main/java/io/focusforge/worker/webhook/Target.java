package io.focusforge.worker.webhook;

import java.util.List;
import java.util.Objects;

/** What an endpoint is there for. It takes the events of these types, or all if there is none. */
record Target(String url, String description, List<String> events) {
    Target {
        description = Objects.requireNonNullElse(description, "");
        events = events == null ? List.of() : events.stream().distinct().toList();
    }

    boolean wants(String eventType) {
        return events.isEmpty() || events.contains(eventType) || eventType.equals(Event.TEST);
    }
}
