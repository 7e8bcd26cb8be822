package io.focusforge.memory.bulk;

import io.focusforge.memory.memories.Memory;
import java.util.ArrayList;
import java.util.List;

/** One import on its way: what waits to be stored together, and the report so far. Of one thread. */
final class Importing {
    static final int PROBLEMS_SHOWN = 100;

    private final boolean dryRun;
    private final List<Memory> waiting = new ArrayList<>();
    private final List<ImportReport.Refused> problems = new ArrayList<>();
    private int waitingBytes;
    private long imported;
    private long unchanged;
    private long refused;

    Importing(boolean dryRun) {
        this.dryRun = dryRun;
    }

    boolean isDryRun() {
        return dryRun;
    }

    void add(Memory memory, int bytes) {
        waiting.add(memory);
        waitingBytes += bytes;
    }

    void refuse(long line, String reason) {
        refused++;
        if (problems.size() < PROBLEMS_SHOWN) {
            problems.add(new ImportReport.Refused(line, reason));
        }
    }

    boolean isFull(int mostMemories, int mostBytes) {
        return waiting.size() >= mostMemories || waitingBytes >= mostBytes;
    }

    /** What is to be stored now; it waits no longer. */
    List<Memory> take() {
        var taken = List.copyOf(waiting);
        waiting.clear();
        waitingBytes = 0;
        return taken;
    }

    void stored(int taken, int fresh) {
        imported += fresh;
        unchanged += taken - fresh;
    }

    ImportReport report() {
        return new ImportReport(imported, unchanged, refused, List.copyOf(problems), dryRun);
    }
}
