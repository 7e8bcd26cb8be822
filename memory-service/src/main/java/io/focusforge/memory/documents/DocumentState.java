package io.focusforge.memory.documents;

/**
 * Where the newest version of a document stands.
 *
 * <pre>
 *   QUEUED ─► EXTRACTING ─► SPLITTING ─► EMBEDDING ─► INDEXING ─► READY
 *     │           └────────────┴────────────┴────────────┴──────► FAILED ────┐
 *     └───────────────────────────────────────────────── cancel ► CANCELLED ─┤
 *     ▲                                                                      │
 *     └────────────────────────────────── retry, or a new version ◄──────────┘
 * </pre>
 *
 * A worker that takes over from one that died begins with EXTRACTING again, and embeds no chunk anew that is stored.
 */
public enum DocumentState {
    QUEUED,
    EXTRACTING,
    SPLITTING,
    EMBEDDING,
    INDEXING,
    READY,
    FAILED,
    CANCELLED;

    /** Nothing happens to this version any more, unless somebody asks for it. */
    public boolean isOver() {
        return this == READY || canBeRetried();
    }

    public boolean canBeRetried() {
        return this == FAILED || this == CANCELLED;
    }
}
