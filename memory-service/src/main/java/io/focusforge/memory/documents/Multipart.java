package io.focusforge.memory.documents;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/**
 * A form with one file (RFC 7578), read as it comes: the file goes to the disk, and of the rest no more than a little is taken into memory. Close
 * it; the file stays unless it was not taken.
 */
final class Multipart implements MultipartParser.PartHandler, AutoCloseable {
    private static final int LONGEST_FIELD = 64 * 1024;
    private static final int BUFFER = 64 * 1024;
    /** Between two parts. */
    private static final int LONGEST_HEAD = 3 * BUFFER;

    private final Bounds bounds;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private MediaTypes.Name name;
    private Path file;
    private FileChannel channel;
    private long written;
    private String field;
    private ByteArrayOutputStream value;
    private long unclaimed;

    /**
     * @param directory where the file goes
     * @param atMost bytes of it
     * @param time for all of it
     */
    record Bounds(Path directory, long atMost, Duration time) {}

    private Multipart(Bounds bounds) {
        this.bounds = bounds;
    }

    /** @param contentType of the request, with its boundary */
    static Multipart read(InputStream body, String contentType, Bounds bounds) throws IOException {
        var form = new Multipart(bounds);
        try {
            form.read(body, contentType);
            return form;
        } catch (IOException | RuntimeException e) {
            form.close();
            throw e;
        }
    }

    private void read(InputStream body, String contentType) throws IOException {
        var boundary = HeaderUtil.extractQuotedValueFromHeader(contentType, "boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw malformed("its Content-Type has no boundary");
        }
        var parser = MultipartParser.beginParse(this, boundary.getBytes(StandardCharsets.US_ASCII), "UTF-8");
        var end = System.nanoTime() + bounds.time().toNanos();
        var buffer = new byte[BUFFER];
        for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            unclaimed += read;
            parse(parser, ByteBuffer.wrap(buffer, 0, read));
            if (unclaimed > LONGEST_HEAD) {
                throw malformed("a part's head has no end");
            }
            if (System.nanoTime() > end) {
                throw new ProblemException(ErrorCode.TIMEOUT, "The upload took too long.");
            }
        }
        if (!parser.isComplete()) {
            throw malformed("it ends before its last boundary");
        }
        if (file == null) {
            throw ProblemException.invalid(Forms.FILE, "is missing");
        }
    }

    private static void parse(MultipartParser.ParseState parser, ByteBuffer part) throws IOException {
        try {
            parser.parse(part);
        } catch (Disk e) {
            throw e.cause;
        } catch (IOException | IndexOutOfBoundsException e) {
            throw malformed("it is no multipart/form-data");
        }
    }

    @Override
    public void beginPart(CaseInsensitiveMap<String> headers) {
        unclaimed = 0;
        var disposition = headers.getFirst("Content-Disposition");
        field = disposition == null ? null : HeaderUtil.extractQuotedValueFromHeader(disposition, "name");
        if (field == null) {
            throw malformed("a part has no name");
        }
        if (field.equals(Forms.FILE)) {
            beginFile(disposition, headers.getFirst("Content-Type"));
        } else {
            Forms.requireKnown(field);
            value = new ByteArrayOutputStream();
        }
    }

    private void beginFile(String disposition, String type) {
        if (file != null) {
            throw ProblemException.invalid(Forms.FILE, "is one file; send each in a request of its own");
        }
        name = new MediaTypes.Name(HeaderUtil.extractQuotedValueFromHeaderWithEncoding(disposition, "filename"), type);
        try {
            file = Files.createTempFile(bounds.directory(), "upload-", ".part");
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void data(ByteBuffer part) throws IOException {
        unclaimed = 0;
        if (channel == null) {
            addToField(part);
        } else {
            addToFile(part);
        }
    }

    private void addToField(ByteBuffer part) {
        if (value.size() + part.remaining() > LONGEST_FIELD) {
            throw ProblemException.invalid(field, "is too long");
        }
        while (part.hasRemaining()) {
            value.write(part.get());
        }
    }

    private void addToFile(ByteBuffer part) throws IOException {
        written += part.remaining();
        if (written > bounds.atMost()) {
            throw new ProblemException(
                    ErrorCode.PAYLOAD_TOO_LARGE, "A document may have %d bytes.".formatted(bounds.atMost()));
        }
        try {
            while (part.hasRemaining()) {
                channel.write(part);
            }
        } catch (IOException e) {
            throw new Disk(e);
        }
    }

    @Override
    public void endPart() {
        unclaimed = 0;
        if (channel != null) {
            closeChannel();
        } else if (fields.putIfAbsent(field, value.toString(StandardCharsets.UTF_8)) != null) {
            throw ProblemException.invalid(field, "comes twice");
        }
    }

    Map<String, String> fields() {
        return fields;
    }

    MediaTypes.Name name() {
        return name;
    }

    /** The caller's from now on. */
    Path takeFile() {
        var taken = file;
        file = null;
        return taken;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            closeChannel();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    private void closeChannel() {
        try {
            channel.close();
            channel = null;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(ErrorCode.INVALID_REQUEST, "The form cannot be read: %s.".formatted(why));
    }

    /** Tells a failure of ours from one of the form. */
    private static final class Disk extends IOException {
        private final IOException cause;

        Disk(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
