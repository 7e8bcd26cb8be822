package io.focusforge.worker.extract;

import io.focusforge.common.objects.Spool;
import io.focusforge.worker.extract.program.Reply;
import io.focusforge.worker.extract.program.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads PDF, DOCX, HTML, Markdown and plain text. Blocking: call it on a virtual thread. Time, memory and text are bounded, and whatever a file does
 * to its parser, this process does not notice.
 */
@ApplicationScoped
public class Extractor {
    private static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"));

    private final ReadingProcesses processes;
    private final ExtractConfig config;

    Extractor(ReadingProcesses processes, ExtractConfig config) {
        this.processes = processes;
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
            return extract(spool.file(), hint);
        }
    }

    private Extraction extract(Path file, Hint hint) throws IOException, InterruptedException {
        var pages = Files.createTempFile(DIRECTORY, "pages-", ".part");
        var read = false;
        try {
            var reply = processes.ask(new Request(file, pages, hint, config.maxCharacters(), 0));
            read = reply instanceof Reply.Text;
            return extraction(reply, pages);
        } finally {
            if (!read) {
                Files.deleteIfExists(pages);
            }
        }
    }

    private static Extraction extraction(Reply reply, Path pages) throws IOException {
        return switch (reply) {
            case Reply.Text(var type, var title, var language, var count, var characters) ->
                new Extraction.Readable(
                        new Extracted(type, present(title), present(language), count, characters, pages));
            case Reply.Failed(var flaw) -> new Extraction.Unreadable(flaw);
            case Reply.Picture picture -> throw new IOException("a picture in place of a text: " + picture);
        };
    }

    private static String present(String text) {
        return text.isEmpty() ? null : text;
    }
}
