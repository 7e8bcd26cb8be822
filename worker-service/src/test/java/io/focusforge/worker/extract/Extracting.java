package io.focusforge.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.objects.ObjectKey;
import io.focusforge.common.objects.ObjectStore;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads files with the settings that it is given. Close it. */
final class Extracting implements AutoCloseable {
    private final ReadingProcesses processes;
    private final Extractor extractor;
    private final Thumbnails thumbnails;

    Extracting(Map<String, String> settings) {
        this(settings, null);
    }

    Extracting(Map<String, String> settings, ObjectStore objects) {
        var all = new HashMap<>(Map.of("focusforge.extract.timeout", "30s"));
        all.putAll(settings);
        var config = settings(all);
        this.processes = new ReadingProcesses(new Program(config), config);
        this.extractor = new Extractor(processes, config);
        this.thumbnails = new Thumbnails(objects, processes, config);
    }

    static ExtractConfig settings(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withMapping(ExtractConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(given, "test", 500))
                .build()
                .getConfigMapping(ExtractConfig.class);
    }

    Extraction extract(byte[] file, String name) throws IOException, InterruptedException {
        return extractor.extract(new ByteArrayInputStream(file), new Hint(name, null));
    }

    Extraction extract(String file, String name) throws IOException, InterruptedException {
        return extract(file.getBytes(StandardCharsets.UTF_8), name);
    }

    Flaw flaw(byte[] file, String name) throws IOException, InterruptedException {
        var extraction = extract(file, name);
        assertThat(extraction).isInstanceOf(Extraction.Unreadable.class);
        return ((Extraction.Unreadable) extraction).flaw();
    }

    Extracted read(byte[] file, String name) throws IOException, InterruptedException {
        var extraction = extract(file, name);
        assertThat(extraction).isInstanceOf(Extraction.Readable.class);
        return ((Extraction.Readable) extraction).text();
    }

    String text(byte[] file, String name) throws IOException, InterruptedException {
        try (var text = read(file, name);
                var pages = text.pages()) {
            return pages.map(Page::text).collect(Collectors.joining());
        }
    }

    String text(String file, String name) throws IOException, InterruptedException {
        return text(file.getBytes(StandardCharsets.UTF_8), name);
    }

    Thumbnail thumbnail(byte[] picture) throws IOException, InterruptedException {
        return thumbnails.make(new ByteArrayInputStream(picture));
    }

    Thumbnail keep(ObjectKey picture) throws IOException, InterruptedException {
        return thumbnails.keep(picture);
    }

    @Override
    public void close() {
        processes.stop();
    }
}
