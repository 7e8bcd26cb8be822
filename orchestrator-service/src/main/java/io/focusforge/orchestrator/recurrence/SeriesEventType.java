package io.focusforge.orchestrator.recurrence;

import io.focusforge.common.event.CloudEvent;

/** The names under which events of series are stored. */
final class SeriesEventType {
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
}
