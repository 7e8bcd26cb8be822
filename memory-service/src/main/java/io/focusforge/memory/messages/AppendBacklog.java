package io.focusforge.memory.messages;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The appends that the search index has not seen, as their documents say it. Serves all tenants. */
@ApplicationScoped
public class AppendBacklog {
    private static final int FETCHED_AT_ONCE = 16;
    private static final int MAX_CHARACTERS = 2 * 1024 * 1024;

    private final MessageCollection collection;

    AppendBacklog(MessageCollection collection) {
        this.collection = collection;
    }

    /** Bounded by count, and by size, but never empty for that. */
    public List<Append> some(int limit) {
        var found = new ArrayList<Append>();
        var pending = collection
                .quick()
                .find(Filters.eq(AppendDocument.PENDING, true))
                .limit(limit);
        try (var cursor =
                pending.batchSize(FETCHED_AT_ONCE).map(AppendDocument::append).cursor()) {
            for (var characters = 0L; cursor.hasNext() && characters < MAX_CHARACTERS; ) {
                var append = cursor.next();
                characters += append.messages().stream()
                        .mapToLong(message -> message.content().length())
                        .sum();
                found.add(append);
            }
        }
        return found;
    }

    /** Notes that the index has seen them. */
    public void settle(Collection<Append> appends) {
        var keys = appends.stream().map(Append::key).toList();
        collection.quick().updateMany(Filters.in(AppendDocument.ID, keys), Updates.unset(AppendDocument.PENDING));
    }
}
