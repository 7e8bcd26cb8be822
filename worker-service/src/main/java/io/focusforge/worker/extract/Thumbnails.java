package io.focusforge.worker.extract;

import io.focusforge.common.objects.ObjectKey;
import io.focusforge.common.objects.ObjectStore;
import io.focusforge.common.objects.Spool;
import io.focusforge.worker.extract.program.Reply;
import io.focusforge.worker.extract.program.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Makes thumbnails of PNG, JPEG and GIF, in the processes that read documents, and within the same bounds. */
@ApplicationScoped
public class Thumbnails {
    /** What the key of a thumbnail ends with, behind the key of its picture. */
    public static final String SUFFIX = ".thumb.png";

    private static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"));

    private final ObjectStore objects;
    private final ReadingProcesses processes;
    private final ExtractConfig config;

    Thumbnails(ObjectStore objects, ReadingProcesses processes, ExtractConfig config) {
        this.objects = objects;
        this.processes = processes;
        this.config = config;
    }

    /**
     * Puts a thumbnail beside the picture, or in place of the one that is there.
     *
     * @throws IOException when it cannot be made now, but perhaps later
     */
    public Thumbnail keep(ObjectKey picture) throws IOException, InterruptedException {
        try (var content = objects.open(picture).orElseThrow(() -> new IOException("it is not in the object store"))) {
            var thumbnail = make(content);
            if (thumbnail instanceof Thumbnail.Made made) {
                objects.put(beside(picture), new ByteArrayInputStream(made.png()), made.png().length);
            }
            return thumbnail;
        }
    }

    static ObjectKey beside(ObjectKey picture) {
        var segments = new ArrayList<>(picture.segments());
        segments.addLast(segments.removeLast() + SUFFIX);
        return new ObjectKey(picture.area(), picture.tenant(), segments);
    }

    /**
     * Reads {@code content} to its end, but does not close it.
     *
     * @throws IOException when it cannot be read now, but perhaps later
     */
    Thumbnail make(InputStream content) throws IOException, InterruptedException {
        var spooled = Spool.of(DIRECTORY, content, config.maxSize().asLongValue());
        if (spooled.isEmpty()) {
            return new Thumbnail.Refused(Flaw.TOO_LARGE);
        }
        try (var spool = spooled.get()) {
            return make(spool.file());
        }
    }

    private Thumbnail make(Path picture) throws IOException, InterruptedException {
        var file = Files.createTempFile(DIRECTORY, "thumbnail-", ".part");
        try {
            var request = new Request(picture, file, Hint.NONE, config.maxPixels(), config.thumbnailEdge());
            return switch (processes.ask(request)) {
                case Reply.Picture(var width, var height) ->
                    new Thumbnail.Made(Files.readAllBytes(file), width, height);
                case Reply.Failed(var flaw) -> new Thumbnail.Refused(flaw);
                case Reply.Text text -> throw new IOException("a text in place of a picture: " + text);
            };
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
