package io.focusforge.ai.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** An answer as Redis holds it, behind the generation of its namespace. Compressed when a tenth at least is saved by it. */
final class AnswerCodec {
    /** So long is every generation. */
    static final int GENERATION = 16;

    private static final byte PLAIN = 1;
    private static final byte DEFLATED = 2;
    private static final int WORTH_A_TRY = 512;

    private AnswerCodec() {}

    static byte[] encode(KeptAnswer answer, String generation) {
        var bytes = new ByteArrayOutputStream(answer.body().length / 2 + 128);
        var deflated = deflate(answer.body());
        try (var out = new DataOutputStream(bytes)) {
            out.writeBytes(generation);
            out.writeByte(deflated == null ? PLAIN : DEFLATED);
            out.writeLong(answer.keptAt());
            out.writeLong(answer.expiresAt());
            out.writeUTF(answer.origin().provider());
            out.writeUTF(answer.origin().model());
            out.writeLong(answer.origin().promptTokens());
            out.writeLong(answer.origin().completionTokens());
            out.writeInt(answer.body().length);
            out.write(deflated == null ? answer.body() : deflated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @return empty for what another version has written */
    static Optional<KeptAnswer> decode(byte[] entry, int longest) {
        try (var in = new DataInputStream(new ByteArrayInputStream(entry))) {
            in.skipNBytes(GENERATION);
            return switch (in.readByte()) {
                case PLAIN -> Optional.of(read(in, longest, false));
                case DEFLATED -> Optional.of(read(in, longest, true));
                default -> Optional.empty();
            };
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static KeptAnswer read(DataInputStream in, int longest, boolean deflated) throws IOException {
        var keptAt = in.readLong();
        var expiresAt = in.readLong();
        var origin = new Origin(in.readUTF(), in.readUTF(), in.readLong(), in.readLong());
        var body = new byte[Math.clamp(in.readInt(), 0, longest)];
        var source = deflated ? new DataInputStream(new InflaterInputStream(in)) : in;
        source.readFully(body);
        return new KeptAnswer(body, origin, keptAt, expiresAt);
    }

    private static byte[] deflate(byte[] body) {
        if (body.length < WORTH_A_TRY) {
            return null;
        }
        var bytes = new ByteArrayOutputStream(body.length / 2);
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.size() > body.length * 0.9 ? null : bytes.toByteArray();
    }
}
