package io.focusforge.common.sse;

/** Where a stream goes. */
public interface Outlet {
    /** Whether the reader has taken most of what was written. */
    boolean hasRoom();

    /** Whether nobody reads any more. */
    boolean isGone();

    void write(String frames);

    /** The reader comes back, or does not, as it likes. */
    void end();
}
