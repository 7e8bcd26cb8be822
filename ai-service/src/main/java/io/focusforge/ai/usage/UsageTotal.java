package io.focusforge.ai.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** The sums of one group. Of the names, those are there that it is grouped by; {@code key} only for calls that came with one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UsageTotal(
        String day,
        String provider,
        String model,
        String user,
        String key,
        @JsonUnwrapped UsageSums sums) {
    static UsageTotal of(List<Grouping> groupings, UsagePosition position, UsageSums sums) {
        var names = new String[Grouping.values().length];
        for (var i = 0; i < groupings.size(); i++) {
            names[groupings.get(i).ordinal()] = position.values().get(i);
        }
        var key = Usage.Subject.NONE.toString().equals(names[4]) ? null : names[4];
        return new UsageTotal(names[0], names[1], names[2], names[3], key, sums);
    }
}
