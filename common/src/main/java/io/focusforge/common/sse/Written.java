package io.focusforge.common.sse;

/** What a resource returns in place of a body that is being written to the response already. */
public enum Written {
    ALREADY
}
