package io.focusforge.memory.bulk;

import java.util.List;

/**
 * What an import has come to.
 *
 * @param imported what is new
 * @param unchanged what was there already, by its id
 * @param refused lines that are no memories
 * @param problems the first of these, with their number from 1 and what is wrong
 * @param dryRun then nothing was stored
 */
public record ImportReport(long imported, long unchanged, long refused, List<Refused> problems, boolean dryRun) {
    /** A line that was refused. */
    public record Refused(long line, String reason) {}
}
