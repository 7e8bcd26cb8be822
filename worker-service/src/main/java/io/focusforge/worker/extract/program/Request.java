package io.focusforge.worker.extract.program;

import io.focusforge.worker.extract.Hint;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One file to be read.
 *
 * @param target a file for what is read
 * @param most characters of a text, or pixels of a picture
 * @param edge the longest of a thumbnail, in pixels; 0 when it is text that is wanted
 */
public record Request(Path file, Path target, Hint hint, long most, int edge) {
    public void write(DataOutputStream out) throws IOException {
        out.writeUTF(file.toString());
        out.writeUTF(target.toString());
        out.writeUTF(hint.name());
        out.writeUTF(hint.mediaType());
        out.writeLong(most);
        out.writeInt(edge);
        out.flush();
    }

    static Request read(DataInputStream in) throws IOException {
        var file = Path.of(in.readUTF());
        var target = Path.of(in.readUTF());
        return new Request(file, target, new Hint(in.readUTF(), in.readUTF()), in.readLong(), in.readInt());
    }
}
