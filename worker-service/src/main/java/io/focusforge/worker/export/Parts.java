package io.focusforge.worker.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.objects.ObjectKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Entries of a stream, sorted into files: one for each tenant and hour, with an event to the line. */
final class Parts {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("'date='uuuu-MM-dd");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("'hour='HH");

    private final ObjectMapper json;
    private final String name;
    private final Map<ObjectKey, Lines> files = new LinkedHashMap<>();
    private int skipped;

    private Parts(ObjectMapper json, String name) {
        this.json = json;
        this.name = name;
    }

    /** The same entries make the same files. What is not an event of a tenant is left out. */
    static Parts of(int shard, List<Entry> entries, ObjectMapper json) {
        var first = entries.getFirst().position();
        var last = entries.getLast().position();
        var parts = new Parts(json, "part-%d-%s-%s.ndjson.gz".formatted(shard, first, last));
        entries.forEach(entry -> parts.add(entry));
        return parts;
    }

    int skipped() {
        return skipped;
    }

    /** The content of each file. */
    Map<ObjectKey, byte[]> files() {
        var contents = new LinkedHashMap<ObjectKey, byte[]>();
        files.forEach((key, lines) -> contents.put(key, lines.end()));
        return contents;
    }

    private void add(Entry entry) {
        if (entry.events().isEmpty()) {
            skipped++;
        }
        entry.events().forEach(this::add);
    }

    private void add(String event) {
        key(event)
                .ifPresentOrElse(
                        key -> files.computeIfAbsent(key, missing -> new Lines())
                                .add(event),
                        () -> skipped++);
    }

    private Optional<ObjectKey> key(String event) {
        try {
            var fields = json.readTree(event);
            var tenant = UUID.fromString(fields.path("tenantid").asText());
            var time = Instant.parse(fields.path("time").asText()).atOffset(ZoneOffset.UTC);
            return Optional.of(key(tenant, time));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private ObjectKey key(UUID tenant, OffsetDateTime time) {
        return ObjectKey.of("events", tenant, DAY.format(time), HOUR.format(time), name);
    }

    /** Compressed while it grows. */
    private static final class Lines {
        private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        private final GZIPOutputStream lines;

        Lines() {
            try {
                lines = new GZIPOutputStream(compressed);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void add(String event) {
            try {
                lines.write(event.replace('\n', ' ').getBytes(StandardCharsets.UTF_8));
                lines.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] end() {
            try {
                lines.close();
                return compressed.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
