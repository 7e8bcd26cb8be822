package io.focusforge.ai.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/** The answer to the question what a tenant used; {@code total} is that of all pages, {@code nextCursor} is absent on the last one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UsageReport(
        Instant from, Instant to, String groupBy, UsageSums total, List<UsageTotal> items, String nextCursor) {}
