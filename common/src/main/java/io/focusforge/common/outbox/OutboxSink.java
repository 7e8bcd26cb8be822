package io.focusforge.common.outbox;

import java.util.List;

/** Where messages of one kind are told. A service provides a bean for each kind that it writes. */
public interface OutboxSink {
    OutboxMessage.Kind kind();

    /** Returns when all are told, throws when any may not be; what is told twice must do no harm. Bounded in time. */
    void send(List<OutboxMessage> messages);

    /** Whether the receiver may lose what it was told: then it is kept for a while, to be told again. Otherwise it is forgotten once told. */
    default boolean mayLose() {
        return false;
    }

    /** Whether everything told within the retention has to be told again, because the receiver lost it. */
    default boolean hasLostItsData() {
        return false;
    }

    /** Called once everything has been marked to be told again. */
    default void recovered() {}
}
