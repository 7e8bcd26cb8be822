package io.focusforge.ai.cache;

/** Who gets an answer again. */
public enum Share {
    /** The user who asked. */
    USER,
    /** Every user of the tenant who shares as well. */
    TENANT
}
