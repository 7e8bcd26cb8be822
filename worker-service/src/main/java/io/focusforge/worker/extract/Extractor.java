package io.focusforge.worker.extract;

import io.focusforge.common.objects.Spool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files as text. Blocking: call it on a virtual thread. */
@ApplicationScoped
public class Extractor {
    private static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"));

    private final ExtractConfig config;

    Extractor(ExtractConfig config) {
        this.config = config;
    }

    /**
     * Reads {@code content} to its end, but does not close it.
     *
     * @throws IOException when it cannot be read now, but perhaps later
     */
    public Extraction extract(InputStream content, Hint hint) throws IOException, InterruptedException {
        var spooled = Spool.of(DIRECTORY, content, config.maxSize().asLongValue());
        if (spooled.isEmpty()) {
            return new Extraction.Unreadable(Flaw.TOO_LARGE);
        }
        try (var spool = spooled.get()) {
            return spool.bytes() == 0 ? new Extraction.Unreadable(Flaw.EMPTY) : read(spool);
        }
    }

    private static Extraction read(Spool spool) throws IOException {
        var file = Files.createTempFile(DIRECTORY, "pages-", ".part");
        try (var pages = new PageFile(file)) {
            pages.write(0, Files.readString(spool.file(), StandardCharsets.UTF_8));
        }
        return new Extraction.Readable(new Extracted("text/plain", null, null, 0, file));
    }
}
