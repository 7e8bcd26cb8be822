package io.focusforge.worker.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.focusforge.common.objects.Spool;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** An uploaded payload in a file, read as a whole and seen to be a JSON object. Close it. */
record Body(Spool spool, byte[] digest) implements AutoCloseable {
    private static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"));

    static Body of(InputStream content, long atMost, JsonFactory json) throws IOException {
        var digested = new DigestInputStream(content, sha256());
        var spool = Spool.of(DIRECTORY, digested, atMost).orElseThrow(() -> tooLarge(atMost));
        var body = new Body(spool, digested.getMessageDigest().digest());
        try {
            body.requireObject(json);
            return body;
        } catch (IOException | RuntimeException e) {
            body.close();
            throw e;
        }
    }

    long bytes() {
        return spool.bytes();
    }

    InputStream content() throws IOException {
        return spool.content();
    }

    private void requireObject(JsonFactory json) throws IOException {
        try (var content = content();
                var parser = json.createParser(content)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw ProblemException.invalid("payload", "must be an object");
            }
            parser.skipChildren();
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new ProblemException(ErrorCode.INVALID_JSON, "The payload is not one JSON object.");
            }
        }
    }

    private static ProblemException tooLarge(long atMost) {
        return new ProblemException(ErrorCode.PAYLOAD_TOO_LARGE, "A payload may have %d bytes.".formatted(atMost));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
