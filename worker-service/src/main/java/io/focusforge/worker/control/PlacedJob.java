package io.focusforge.worker.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.focusforge.worker.progress.Progress;
import io.focusforge.worker.signal.Place;

/**
 * A job, and what is kept apart from it.
 *
 * @param progress what its handler said last; null when it has said nothing
 * @param place where it stands in its queue, if that was asked for; may be null
 */
public record PlacedJob(
        @JsonUnwrapped JobView job,
        @JsonInclude(JsonInclude.Include.NON_NULL) Progress progress,
        @JsonUnwrapped Place place) {}
