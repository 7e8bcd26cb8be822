package io.focusforge.orchestrator.focus;

import io.focusforge.common.event.CloudEvent;
import java.util.UUID;

/** What can happen to a session. The records are kept for good: a component is never renamed, and a new one may be absent. */
sealed interface FocusEvent {
    record Started(UUID taskId) implements FocusEvent {}

    record Interrupted(String reason) implements FocusEvent {}

    record Resumed() implements FocusEvent {}

    record Stopped() implements FocusEvent {}

    default String type() {
        return CloudEvent.TYPE_PREFIX
                + switch (this) {
                    case Started _ -> "focus.started.v1";
                    case Interrupted _ -> "focus.interrupted.v1";
                    case Resumed _ -> "focus.resumed.v1";
                    case Stopped _ -> "focus.stopped.v1";
                };
    }
}
