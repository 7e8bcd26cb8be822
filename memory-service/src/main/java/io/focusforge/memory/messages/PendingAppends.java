package io.focusforge.memory.messages;

/** Where this feature tells of an append as soon as it is stored. One that is not heard of is found later in the store. */
public interface PendingAppends {
    void announce(Append append);
}
