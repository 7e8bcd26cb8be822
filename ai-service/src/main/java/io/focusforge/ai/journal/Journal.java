package io.focusforge.ai.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A ring of records in a mapped file, which one process holds by a lock of the operating system. Many append, one drains.
 *
 * <pre>
 *   released ──────── sealed ──────────────── end
 *      └─ the batch ────┴─ not in a batch yet ─┘
 * </pre>
 *
 * The first two are kept in the file; the end is found by the records' checksums. Positions grow for ever and are taken modulo the
 * capacity.
 */
public final class Journal implements AutoCloseable {
    private final JournalFile file;
    private final Ring ring;
    private final ReentrantLock appending = new ReentrantLock();
    private long released;
    private long sealed;
    private long end;

    private Journal(JournalFile file) {
        this.file = file;
        this.ring = file.ring();
        this.released = file.released();
        this.end = ring.endFrom(released);
        this.sealed = Math.clamp(file.sealed(), released, end);
    }

    /** @param capacity bytes for records, each of which takes 8 more than its length */
    public static Journal create(Path path, int capacity) {
        return new Journal(JournalFile.create(path, capacity));
    }

    /** Takes over what a process that is no more has left. @return empty while another process holds it, and for what is no journal */
    public static Optional<Journal> adopt(Path path) {
        return JournalFile.adopt(path).map(Journal::new);
    }

    /** Kept when this returns true; false when there is no room. Never waits for a disk. */
    public boolean append(byte[] entry) {
        appending.lock();
        try {
            var next = ring.next(end, entry.length);
            if (next - released > ring.capacity()) {
                return false;
            }
            ring.put(end, entry);
            end = next;
            return true;
        } finally {
            appending.unlock();
        }
    }

    /**
     * The batch to be stored: the same one until it is released. For the one who drains.
     *
     * @return empty when nothing is left
     */
    public List<byte[]> batch(int most) {
        if (sealed == released) {
            var until = ring.skip(released, end(), most);
            sealed = until;
            file.sealed(until);
        }
        var entries = new ArrayList<byte[]>();
        ring.read(released, sealed, entries::add);
        return entries;
    }

    /** What was in the batch is stored elsewhere, and its room is free. */
    public void release() {
        file.released(sealed);
        appending.lock();
        try {
            released = sealed;
            if (released == end && ring.isFar(end)) {
                beginAgain();
            }
        } finally {
            appending.unlock();
        }
    }

    /** An empty journal goes back to the memory that it has used already, in place of the whole ring bit by bit. */
    private void beginAgain() {
        end = ring.turned(end);
        sealed = end;
        released = end;
        file.released(end);
    }

    public boolean isEmpty() {
        appending.lock();
        try {
            return released == end;
        } finally {
            appending.unlock();
        }
    }

    /** Brings it to the disk, to outlive the machine's crash as well. */
    public void force() {
        file.force();
    }

    /** Lets go of the file, and deletes it when nothing is left in it. */
    @Override
    public void close() {
        file.close(isEmpty());
    }

    private long end() {
        appending.lock();
        try {
            return end;
        } finally {
            appending.unlock();
        }
    }
}
