package io.focusforge.orchestrator.upcast;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the next version of one type of event out of the one before. A bean for each; several follow one another. */
public interface Upcaster {
    /** The full name of the type that was stored, such as {@code io.focusforge.task.created.v1}. */
    String from();

    String to();

    /** Does not ask anybody: what is made of an event depends on the event alone. */
    ObjectNode upcast(ObjectNode data);
}
