package io.focusforge.worker.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.focusforge.worker.signal.Place;

/** A job, and where it stands in its queue if that was asked for; {@code place} may be null. */
public record PlacedJob(
        @JsonUnwrapped JobView job, @JsonUnwrapped Place place) {}
