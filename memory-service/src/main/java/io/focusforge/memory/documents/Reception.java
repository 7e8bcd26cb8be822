package io.focusforge.memory.documents;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/** Takes files in, whole, in whichever way they come, and only so many at a time. */
@ApplicationScoped
class Reception {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int NAME_OF_TEXT = 80;

    /**
     * A file, and what was said of it.
     *
     * @param name what it is called when that was not said
     * @param content tells requests with one content from those with another
     */
    record Received(Arrival arrival, DocumentFields fields, String name, String content) {}

    /** What is done with it; the file is gone afterwards. */
    @FunctionalInterface
    interface Next<T> {
        T with(Received received) throws IOException;
    }

    private final Forms forms;
    private final Fetches fetches;
    private final DocumentsConfig config;
    private final Semaphore places;

    Reception(Forms forms, Fetches fetches, DocumentsConfig config) {
        this.forms = forms;
        this.fetches = fetches;
        this.config = config;
        this.places = new Semaphore(config.maxUploads());
    }

    /** @param contentType with the form's boundary */
    <T> T form(InputStream body, String contentType, Next<T> next) throws IOException {
        return inPlace(() -> {
            try (var form = Multipart.read(body, contentType, bounds())) {
                var fields = forms.of(form.fields());
                var given = form.file().name();
                var name = given.file() == null ? "" : given.file();
                var arrival = Arrival.of(form.file().take(), Forms.FILE, given);
                return with(new Received(arrival, fields, name, arrival.hash()), next);
            }
        });
    }

    <T> T json(NewDocument request, Next<T> next) throws IOException {
        request.requireContent();
        var fields = forms.checked(request.fields());
        return inPlace(() -> request.text() == null ? url(request, fields, next) : text(request, fields, next));
    }

    private <T> T text(NewDocument request, DocumentFields fields, Next<T> next) throws IOException {
        var text = request.text();
        var file = Files.writeString(incoming(), text, StandardCharsets.UTF_8);
        var name = text.strip().lines().findFirst().orElse("");
        var title = name.substring(0, Math.min(NAME_OF_TEXT, name.length()));
        var arrival = Arrival.of(file, "text", new MediaTypes.Name("text.md", null));
        return with(new Received(arrival, fields, title, arrival.hash()), next);
    }

    private <T> T url(NewDocument request, DocumentFields fields, Next<T> next)
            throws IOException, InterruptedException {
        var file = incoming();
        var name = fetches.fetch(request.url(), file);
        return with(new Received(Arrival.of(file, "url", name), fields, name.file(), request.url()), next);
    }

    private static <T> T with(Received received, Next<T> next) throws IOException {
        try (received.arrival) {
            return next.with(received);
        }
    }

    private <T> T inPlace(Callable<T> work) throws IOException {
        if (!places.tryAcquire()) {
            throw new ProblemException(ErrorCode.OVERLOADED, "Too many documents are being uploaded. Try again.")
                    .retryAfter(RETRY_AFTER);
        }
        try {
            return work.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The service is being stopped. Try again.");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            places.release();
        }
    }

    private Multipart.Bounds bounds() {
        return new Multipart.Bounds(directory(), config.maxSize().asLongValue(), config.uploadTimeout());
    }

    private Path incoming() throws IOException {
        return Files.createTempFile(directory(), "upload-", ".part");
    }

    private Path directory() {
        try {
            return Files.createDirectories(Path.of(config.spoolDirectory()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
