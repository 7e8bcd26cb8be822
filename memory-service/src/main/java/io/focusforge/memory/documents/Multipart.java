package io.focusforge.memory.documents;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/**
 * A form with one file (RFC 7578), read as it comes: the file goes to the disk, and of the rest no more than a little is taken into memory. Close
 * it.
 */
final class Multipart implements MultipartParser.PartHandler, AutoCloseable {
    private static final int LONGEST_FIELD = 64 * 1024;
    private static final int BUFFER = 64 * 1024;
    /** Between two parts. */
    private static final int LONGEST_HEAD = 3 * BUFFER;

    private final Bounds bounds;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private IncomingFile file;
    private String field;
    /** Of the field; null while the file comes. */
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
        parse(parser, body);
        if (!parser.isComplete()) {
            throw malformed("it ends before its last boundary");
        }
        if (file == null) {
            throw ProblemException.invalid(Forms.FILE, "is missing");
        }
    }

    private void parse(MultipartParser.ParseState parser, InputStream body) throws IOException {
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
    }

    private static void parse(MultipartParser.ParseState parser, ByteBuffer part) {
        try {
            parser.parse(part);
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
            value = null;
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
        var name =
                new MediaTypes.Name(HeaderUtil.extractQuotedValueFromHeaderWithEncoding(disposition, "filename"), type);
        try {
            file = new IncomingFile(bounds.directory(), bounds.atMost(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A disk that fails is no fault of the form. */
    @Override
    public void data(ByteBuffer part) {
        unclaimed = 0;
        if (value != null) {
            addToField(part);
            return;
        }
        try {
            file.write(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    @Override
    public void endPart() {
        unclaimed = 0;
        if (value != null && fields.putIfAbsent(field, value.toString(StandardCharsets.UTF_8)) != null) {
            throw ProblemException.invalid(field, "comes twice");
        }
    }

    Map<String, String> fields() {
        return fields;
    }

    IncomingFile file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(ErrorCode.INVALID_REQUEST, "The form cannot be read: %s.".formatted(why));
    }
}
