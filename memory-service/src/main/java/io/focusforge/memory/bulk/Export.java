package io.focusforge.memory.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.focusforge.memory.memories.Memory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes memories as lines, the oldest first: batch after batch, each asked for when the one before has been taken, so that neither a reader
 * that is slow nor the number of memories takes memory, and nothing is held open in the database meanwhile.
 */
@ApplicationScoped
class Export {
    static final int BATCH = 200;

    private final ObjectWriter json;

    Export(ObjectMapper json) {
        this.json = json.writer();
    }

    /**
     * @param source gives the next batch after a memory, by its {@code seq}; one that is not full is the last
     * @param after null from the beginning
     */
    void write(Function<UUID, List<Memory>> source, UUID after, OutputStream out) throws IOException {
        var last = after;
        var count = 0L;
        var full = true;
        while (full) {
            var batch = source.apply(last);
            for (var memory : batch) {
                line(out, ExportedMemory.of(memory));
                last = memory.seq();
            }
            count += batch.size();
            full = batch.size() == BATCH;
        }
        line(out, new ExportEnd(count));
    }

    private void line(OutputStream out, Object value) throws IOException {
        out.write(json.writeValueAsBytes(value));
        out.write('\n');
    }
}
