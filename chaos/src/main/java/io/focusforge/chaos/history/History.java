package io.focusforge.chaos.history;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** All events of a run, in order of time. */
public record History(List<Event> events) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public History {
        events = events.stream().sorted(Comparator.comparingLong(Event::at)).toList();
    }

    public static History read(Path file) {
        try (var lines = Files.lines(file)) {
            return new History(lines.map(History::event).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <T extends Event> List<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All that were accepted, or that something was seen of. */
    List<JobHistory> jobs() {
        var claims = byJob(Event.Claimed.class, Event.Claimed::job);
        var deliveries = byJob(Event.Delivered.class, Event.Delivered::job);
        var finishes = byJob(Event.Finished.class, Event.Finished::job);
        var shown = byJob(Event.Shown.class, Event.Shown::job);
        var accepted = accepted();
        var ids = new TreeSet<>(accepted);
        List.of(claims, deliveries, finishes, shown).forEach(seen -> ids.addAll(seen.keySet()));
        return ids.stream()
                .map(id -> new JobHistory(
                        id,
                        accepted.contains(id),
                        claims.getOrDefault(id, List.of()),
                        deliveries.getOrDefault(id, List.of()),
                        finishes.getOrDefault(id, List.of()),
                        shown.getOrDefault(id, List.of()).stream().findFirst()))
                .toList();
    }

    Set<String> accepted() {
        var ids = new HashSet<String>();
        all(Event.Accepted.class).forEach(answer -> ids.addAll(answer.jobs()));
        return ids;
    }

    private <T extends Event> Map<String, List<T>> byJob(Class<T> kind, Function<T, String> job) {
        return all(kind).stream().collect(groupingBy(job));
    }

    private static Event event(String line) {
        try {
            return JSON.readValue(line, Event.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
