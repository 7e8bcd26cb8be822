package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.page.Cursor;
import java.util.UUID;

/** A position in a task's history is a version; it travels in the shape of all cursors. */
final class HistoryCursor {
    private HistoryCursor() {}

    static Cursor after(int version) {
        return new Cursor(new UUID(0, version));
    }

    /** @return 0 for the beginning */
    static int version(String cursor) {
        var decoded = Cursor.decode(cursor);
        return decoded == null ? 0 : Math.clamp(decoded.after().getLeastSignificantBits(), 0, Integer.MAX_VALUE);
    }
}
