package io.focusforge.memory.memories;

/** What made a revision of a memory. */
public enum Action {
    CREATED,
    UPDATED,
    /** It took up what another memory says. */
    ABSORBED,
    /** Another memory took up what it says. */
    MERGED,
    SUPERSEDED,
    DELETED,
    EXPIRED
}
