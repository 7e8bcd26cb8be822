package io.focusforge.ai.usage;

import io.focusforge.common.page.Page;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;

/** The parameters of a question, as they were sent. */
public class UsageQuery {
    @QueryParam("from")
    String from;

    @QueryParam("to")
    String to;

    @QueryParam("groupBy")
    @DefaultValue("model")
    String groupBy;

    @QueryParam("model")
    String model;

    @QueryParam("user")
    String user;

    @QueryParam("key")
    String key;

    @QueryParam("limit")
    String limit;

    @QueryParam("cursor")
    String cursor;

    UsageReader.Question question(Instant now) {
        return new UsageReader.Question(
                UsagePeriod.parse(from, to, now),
                UsageFilter.parse(model, user, key),
                Grouping.parse(groupBy),
                UsagePosition.decode(cursor),
                Page.limit(limit));
    }
}
