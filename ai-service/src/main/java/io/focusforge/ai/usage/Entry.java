package io.focusforge.ai.usage;

import io.focusforge.ai.usage.Usage.Kind;
import io.focusforge.ai.usage.Usage.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

/** A call as it stands in the journal. */
final class Entry {
    private static final int VERSION = 1;
    private static final int USUAL_SIZE = 256;

    private Entry() {}

    static byte[] encode(Usage usage) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out, usage.id());
            write(out, usage.subject());
            out.writeInt(usage.calls());
            write(out, usage.tokens());
            out.writeBoolean(usage.costMicros() != null);
            out.writeLong(usage.costMicros() == null ? 0 : usage.costMicros());
            out.writeUTF(usage.requestId() == null ? "" : usage.requestId());
            out.writeLong(usage.createdAt().getEpochSecond());
            out.writeInt(usage.createdAt().getNano());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Usage decode(byte[] entry) {
        try (var in = new DataInputStream(new ByteArrayInputStream(entry))) {
            if (in.readByte() != VERSION) {
                throw new IllegalStateException("the journal is that of a newer version");
            }
            return usage(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Arguments are read in the order in which they were written.
    private static Usage usage(DataInputStream in) throws IOException {
        var id = uuid(in);
        var subject =
                new Subject(uuid(in), uuid(in), uuid(in), in.readUTF(), in.readUTF(), Kind.values()[in.readByte()]);
        var calls = in.readInt();
        var tokens = new TokenUsage(in.readLong(), in.readLong(), in.readLong(), in.readBoolean());
        var priced = in.readBoolean();
        var cost = in.readLong();
        var request = in.readUTF();
        var at = Instant.ofEpochSecond(in.readLong(), in.readInt());
        return new Usage(id, subject, calls, tokens, priced ? cost : null, request.isEmpty() ? null : request, at);
    }

    private static void write(DataOutputStream out, Subject subject) throws IOException {
        write(out, subject.tenant());
        write(out, subject.user());
        write(out, subject.key());
        out.writeUTF(subject.provider());
        out.writeUTF(subject.model());
        out.writeByte(subject.kind().ordinal());
    }

    private static void write(DataOutputStream out, TokenUsage tokens) throws IOException {
        out.writeLong(tokens.prompt());
        out.writeLong(tokens.cached());
        out.writeLong(tokens.completion());
        out.writeBoolean(tokens.estimated());
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }
}
