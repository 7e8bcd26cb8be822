package io.focusforge.memory.bulk;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.memories.Holdings;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads memories from lines and stores them in bounded batches. A line that is no memory is refused and the rest goes on. What was stored
 * before the stream broke stays; the same lines sent again change nothing that is there.
 */
@ApplicationScoped
class Import {
    private static final int BATCH = 500;
    private static final int BATCH_BYTES = 2_000_000;
    private static final int LONGEST_LINE = 262_144;

    private final Holdings holdings;
    private final ImportReader reader;

    Import(Holdings holdings, ImportReader reader) {
        this.holdings = holdings;
        this.reader = reader;
    }

    ImportReport read(Owner owner, InputStream in, boolean dryRun) throws IOException {
        var lines = new Lines(in, LONGEST_LINE);
        var importing = new Importing(dryRun);
        var number = 0L;
        for (var line = lines.next(); line != null; line = lines.next()) {
            take(owner, line, ++number, importing);
            if (importing.isFull(BATCH, BATCH_BYTES)) {
                store(owner, importing);
            }
        }
        store(owner, importing);
        return importing.report();
    }

    private void take(Owner owner, Lines.Line line, long number, Importing importing) {
        if (line.isTooLong()) {
            importing.refuse(number, "is longer than " + LONGEST_LINE + " bytes");
        } else if (!line.isBlank()) {
            try {
                reader.read(owner, line.bytes()).ifPresent(memory -> importing.add(memory, line.bytes().length));
            } catch (ProblemException e) {
                importing.refuse(number, e.getMessage());
            }
        }
    }

    private void store(Owner owner, Importing importing) {
        var memories = importing.take();
        if (!memories.isEmpty()) {
            var fresh = importing.isDryRun() ? holdings.unknown(owner, memories) : holdings.add(memories);
            importing.stored(memories.size(), fresh);
        }
    }
}
