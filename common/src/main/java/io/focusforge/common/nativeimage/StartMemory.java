package io.focusforge.common.nativeimage;

import io.quarkus.runtime.ImageMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;
import org.jboss.logging.Logger;

/**
 * What a native executable holds since its start and does not need any more: garbage that no collection has come to, and pages of files. A start touches
 * most of the code and of the objects that were made with it, and what follows a part of them; but a page that has been touched stays with the process for
 * as long as the system has others to give.
 */
public final class StartMemory {
    private static final Logger LOG = Logger.getLogger(StartMemory.class);
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    /** {@code start-end permissions offset device inode file}, as {@code man 5 proc} has it. */
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S{4}) \\S+ \\S+ \\d+ +(\\S.*)");

    private static final Pattern WRITTEN = Pattern.compile("Anonymous: +(\\d+) kB");

    private StartMemory() {}

    /** Lets the system have it back; what is needed again of a file comes from the system's cache. Does nothing in a JVM. */
    public static void giveBack() {
        if (ImageMode.current() != ImageMode.NATIVE_RUN || !Files.isReadable(MAPPINGS)) {
            return;
        }
        try {
            System.gc();
            unwritten(Files.readAllLines(MAPPINGS)).forEach(Advice::notNeeded);
        } catch (IOException e) {
            LOG.debug("What the start needed stays in memory", e);
        }
    }

    /** A mapping of memory, with the address after its last byte. */
    record Range(long start, long end) {}

    /**
     * @param mappings as {@code smaps} of Linux lists them
     * @return those of files that nobody may write to and nobody has written to while it was allowed
     */
    static List<Range> unwritten(List<String> mappings) {
        var found = new ArrayList<Range>();
        Range last = null;
        for (var line : mappings) {
            var mapping = MAPPING.matcher(line);
            var written = WRITTEN.matcher(line);
            if (mapping.matches()) {
                var fits = mapping.group(4).startsWith("/") && !mapping.group(3).contains("w");
                last = fits ? new Range(address(mapping.group(1)), address(mapping.group(2))) : null;
            } else if (last != null && written.matches() && written.group(1).equals("0")) {
                found.add(last);
            }
        }
        return found;
    }

    private static long address(String hexadecimal) {
        return Long.parseUnsignedLong(hexadecimal, 16);
    }

    /** A class of its own, because a JVM has not what it is made of. */
    private static final class Advice {
        private static final int DONT_NEED = 4;

        static void notNeeded(Range range) {
            PointerBase start = WordFactory.pointer(range.start());
            UnsignedWord length = WordFactory.unsigned(range.end() - range.start());
            if (advise(start, length, DONT_NEED) != 0) {
                LOG.debugf("%s stays in memory", range);
            }
        }

        /** {@code man 2 madvise}. */
        @CFunction("madvise")
        private static native int advise(PointerBase start, UnsignedWord length, int advice);
    }
}
