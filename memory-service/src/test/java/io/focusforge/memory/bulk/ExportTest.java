package io.focusforge.memory.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.focusforge.common.id.Ids;
import io.focusforge.memory.memories.Content;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.Owner;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static final Owner OWNER = new Owner(UUID.randomUUID(), UUID.randomUUID());

    private final Export export = new Export(new ObjectMapper().registerModule(new JavaTimeModule()));

    private static Memory memory() {
        return memory("The printer is on the second floor");
    }

    private static Memory memory(String text) {
        var content = new Content(text, MemoryType.LONG_TERM, Map.of(), List.of(), 0.5);
        return new Memory(Ids.next(), OWNER, Ids.next(), content, Instant.EPOCH, null, 1);
    }

    /** Counts the lines that have come out. */
    private static final class Counted extends OutputStream {
        private long lines;
        private final StringBuilder last = new StringBuilder();

        @Override
        public void write(int b) {
            if (b == '\n') {
                lines++;
            }
        }

        @Override
        public void write(byte[] bytes) {
            last.setLength(0);
            last.append(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Test
    void holdsNoMoreThanABatchHoweverManyThereAre() throws IOException {
        var all = 200_000;
        var out = new Counted();
        var given = new long[1];
        Function<UUID, List<Memory>> source = last -> {
            assertThat(out.lines).as("written before more is asked for").isEqualTo(given[0]);
            var size = (int) Math.min(Export.BATCH, all - given[0]);
            given[0] += size;
            return IntStream.range(0, size).mapToObj(i -> memory()).toList();
        };

        export.write(source, null, out);

        assertThat(out.lines).isEqualTo(all + 1);
        assertThat(out.last.toString()).isEqualTo("{\"count\":200000}");
    }

    @Test
    void takesNoMoreMemoryForMore() throws IOException {
        var all = 20_000;
        var heap = ManagementFactory.getMemoryMXBean();
        var out = new Counted();
        var given = new int[1];
        var used = new ArrayList<Long>();
        Function<UUID, List<Memory>> source = last -> {
            if (given[0] % 4_000 == 0) {
                heap.gc();
                used.add(heap.getHeapMemoryUsage().getUsed());
            }
            var size = Math.min(Export.BATCH, all - given[0]);
            given[0] += size;
            return IntStream.range(0, size)
                    .mapToObj(i -> memory("x".repeat(3_000)))
                    .toList();
        };

        export.write(source, null, out);

        assertThat(out.lines).isEqualTo(all + 1);
        // all that is written is sixty megabytes, a batch less than one
        assertThat(used).hasSize(6).allSatisfy(now -> assertThat(now - used.getFirst())
                .isLessThan(16L << 20));
    }

    @Test
    void endsWithTheCountAlsoWhenThereIsNothing() throws IOException {
        var out = new Counted();
        export.write(last -> List.of(), null, out);
        assertThat(out.last.toString()).isEqualTo("{\"count\":0}");
    }
}
