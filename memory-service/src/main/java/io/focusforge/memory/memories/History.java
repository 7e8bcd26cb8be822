package io.focusforge.memory.memories;

import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What became of a memory, the latest change first: the memory itself is the last revision, the archive has those before. */
@ApplicationScoped
class History {
    private final Archive archive;

    History(Archive archive) {
        this.archive = archive;
    }

    /** @param cursor the revision where the last page ended, null for the first page */
    Page<HistoryEntry> of(Memory memory, String cursor, int limit) {
        var from = cursor == null ? memory.revision() : revision(cursor) - 1;
        var revisions = revisions(memory, from, limit + 1);
        var entries = new ArrayList<HistoryEntry>();
        for (var i = 0; i < Math.min(limit, revisions.size()); i++) {
            var before = i + 1 < revisions.size() ? revisions.get(i + 1) : null;
            entries.add(HistoryEntry.of(revisions.get(i), before));
        }
        var next = revisions.size() > limit ? Integer.toString(entries.getLast().revision()) : null;
        return new Page<>(entries, next);
    }

    private List<Memory> revisions(Memory memory, int from, int count) {
        var revisions = new ArrayList<Memory>();
        if (from >= memory.revision()) {
            revisions.add(memory);
        }
        var rest = Math.min(from, memory.revision() - 1);
        revisions.addAll(archive.upTo(memory.owner(), memory.id(), rest, count - revisions.size()));
        return revisions;
    }

    private static int revision(String cursor) {
        try {
            return Math.max(1, Integer.parseInt(cursor));
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    ErrorCode.INVALID_CURSOR,
                    "Use the nextCursor of the previous page as it is, or leave 'cursor' out.");
        }
    }
}
