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
    private final MessageCollection collection;

    AppendBacklog(MessageCollection collection) {
        this.collection = collection;
    }

    public List<Append> some(int limit) {
        return collection
                .quick()
                .find(Filters.eq(AppendDocument.PENDING, true))
                .limit(limit)
                .map(AppendDocument::append)
                .into(new ArrayList<>());
    }

    /** Notes that the index has seen them. */
    public void settle(Collection<Append> appends) {
        var keys = appends.stream().map(Append::key).toList();
        collection.quick().updateMany(Filters.in(AppendDocument.ID, keys), Updates.unset(AppendDocument.PENDING));
    }
}
