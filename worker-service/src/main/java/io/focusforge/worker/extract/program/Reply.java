package io.focusforge.worker.extract.program;

import io.focusforge.worker.extract.Flaw;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What became of a {@link Request}. */
public sealed interface Reply {
    /** The text is in the target. Title and language may be empty. */
    record Text(String mediaType, String title, String language, int pages, int characters) implements Reply {}

    /** The thumbnail is in the target. */
    record Picture(int width, int height) implements Reply {}

    record Failed(Flaw flaw) implements Reply {}

    default void write(DataOutputStream out) throws IOException {
        switch (this) {
            case Text text -> {
                out.writeByte('t');
                out.writeUTF(text.mediaType());
                out.writeUTF(text.title());
                out.writeUTF(text.language());
                out.writeInt(text.pages());
                out.writeInt(text.characters());
            }
            case Picture picture -> {
                out.writeByte('p');
                out.writeInt(picture.width());
                out.writeInt(picture.height());
            }
            case Failed failed -> {
                out.writeByte('f');
                out.writeUTF(failed.flaw().name());
            }
        }
        out.flush();
    }

    static Reply read(DataInputStream in) throws IOException {
        var kind = in.readByte();
        return switch (kind) {
            case 't' -> new Text(in.readUTF(), in.readUTF(), in.readUTF(), in.readInt(), in.readInt());
            case 'p' -> new Picture(in.readInt(), in.readInt());
            case 'f' -> new Failed(Flaw.valueOf(in.readUTF()));
            default -> throw new IOException("not a reply: " + kind);
        };
    }
}
