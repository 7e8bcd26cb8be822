package io.focusforge.worker.signal;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where a waiting job stands.
 *
 * @param position how many jobs of all tenants come before it in its queue; the count ends at {@link Places#COUNTED}
 * @param estimatedWaitSeconds at the rate of the last minute; absent while the queue is paused or stands still, and where the position is
 *     not counted to its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Place(int position, Double estimatedWaitSeconds) {}
