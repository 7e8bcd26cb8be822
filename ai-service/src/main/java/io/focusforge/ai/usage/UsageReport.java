package io.focusforge.ai.usage;

import java.time.Instant;
import java.util.List;

/** The answer to the question what a tenant used. */
record UsageReport(Instant from, Instant to, String groupBy, List<UsageTotal> items) {}
