package io.focusforge.worker.signal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;

/**
 * All that is known of a queue.
 *
 * @param forecastReady how many jobs will be ready {@code forecastSeconds} from now, if it goes on like this; absent until enough is known
 * @param classes the same numbers for the tenants of each class
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueReport(
        @JsonUnwrapped QueueStats total, Double forecastReady, long forecastSeconds, Map<String, QueueStats> classes) {}
