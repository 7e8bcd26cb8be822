package io.focusforge.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.local.server.LocalFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarFile;

/** An image in a file that {@code docker load} reads: its configuration, and the files of its layers. */
final class ImageArchive implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GZIP_MAGIC = 0x1f;

    private final TarFile archive;
    private final JsonNode manifest;
    private final JsonNode configuration;

    private ImageArchive(TarFile archive) throws IOException {
        this.archive = archive;
        this.manifest = json("manifest.json").path(0);
        this.configuration = json(manifest.path("Config").asText());
    }

    static ImageArchive open(Path file) {
        try {
            return new ImageArchive(new TarFile(file.toFile()));
        } catch (IOException e) {
            throw new LocalFailure("%s is not an image that docker load reads: %s".formatted(file, e.getMessage()));
        }
    }

    /** The image's configuration, as the specification of images has it: {@code architecture}, {@code config.Entrypoint} and so on. */
    JsonNode configuration() {
        return configuration;
    }

    String architecture() {
        return configuration.path("architecture").asText();
    }

    List<String> names() {
        return texts(manifest.path("RepoTags"));
    }

    /** The layers, the lowest first, by names for {@link #read}. */
    List<String> layers() {
        return texts(manifest.path("Layers"));
    }

    /** What is done with each file of a layer; the content ends with the file. */
    interface Visitor {
        void visit(TarArchiveEntry entry, InputStream content) throws IOException;
    }

    void read(String layer, Visitor visitor) {
        try (var content = new BufferedInputStream(stream(layer));
                var files = new TarArchiveInputStream(isCompressed(content) ? new GZIPInputStream(content) : content)) {
            for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                visitor.visit(entry, files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            archive.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode json(String name) throws IOException {
        try (var content = stream(name)) {
            return JSON.readTree(content);
        }
    }

    private InputStream stream(String name) throws IOException {
        var entry = archive.getEntries().stream()
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("it has no " + name));
        return archive.getInputStream(entry);
    }

    private static boolean isCompressed(BufferedInputStream content) throws IOException {
        content.mark(1);
        var first = content.read();
        content.reset();
        return first == GZIP_MAGIC;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
