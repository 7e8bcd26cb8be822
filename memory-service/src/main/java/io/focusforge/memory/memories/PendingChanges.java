package io.focusforge.memory.memories;

/** Where this feature tells of a change as soon as it is stored. A change that is not heard is found later in the store. */
public interface PendingChanges {
    void announce(PendingChange change);
}
