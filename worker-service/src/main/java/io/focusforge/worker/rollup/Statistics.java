package io.focusforge.worker.rollup;

import java.time.Instant;
import java.util.List;

/**
 * Finished jobs of a tenant, by hour.
 *
 * @param items newest hour first
 * @param truncated whether there are more than can be shown at once: ask for fewer hours
 * @param refreshedAt what ended later is not counted yet
 */
public record Statistics(List<HourOfJobs> items, boolean truncated, Instant refreshedAt) {}
