package io.focusforge.orchestrator.recurrence;

import io.focusforge.common.event.CloudEvent;

/** The names under which events of series are stored. */
final class SeriesEventType {
    /** What they all begin with. */
    static final String PREFIX = CloudEvent.TYPE_PREFIX + "task_series.";

    private SeriesEventType() {}

    static String nameOf(SeriesEvent event) {
        return CloudEvent.TYPE_PREFIX
                + switch (event) {
                    case SeriesEvent.Begun _ -> "task_series.begun.v1";
                    case SeriesEvent.Changed _ -> "task_series.changed.v1";
                    case SeriesEvent.Skipped _ -> "task_series.skipped.v1";
                    case SeriesEvent.Occurred _ -> "task_series.occurred.v1";
                    case SeriesEvent.Ended _ -> "task_series.ended.v1";
                };
    }

    static Class<? extends SeriesEvent> recordOf(String name) {
        return switch (name.substring(CloudEvent.TYPE_PREFIX.length())) {
            case "task_series.begun.v1" -> SeriesEvent.Begun.class;
            case "task_series.changed.v1" -> SeriesEvent.Changed.class;
            case "task_series.skipped.v1" -> SeriesEvent.Skipped.class;
            case "task_series.occurred.v1" -> SeriesEvent.Occurred.class;
            case "task_series.ended.v1" -> SeriesEvent.Ended.class;
            default -> throw new IllegalStateException("unknown event type " + name);
        };
    }
}
