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

    /** What they all begin with. */
    String PREFIX = CloudEvent.TYPE_PREFIX + "focus.";

    static Class<? extends FocusEvent> recordOf(String type) {
        return switch (type.substring(CloudEvent.TYPE_PREFIX.length())) {
            case "focus.started.v1" -> Started.class;
            case "focus.interrupted.v1" -> Interrupted.class;
            case "focus.resumed.v1" -> Resumed.class;
            case "focus.stopped.v1" -> Stopped.class;
            default -> throw new IllegalStateException("unknown event type " + type);
        };
    }
}
