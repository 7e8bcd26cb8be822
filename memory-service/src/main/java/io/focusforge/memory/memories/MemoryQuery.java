package io.focusforge.memory.memories;

import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.conversions.Bson;

/** What MongoDB is asked for memories. A document of an earlier release has no field for what has its default. */
final class MemoryQuery {
    private MemoryQuery() {}

    static List<Bson> living(Owner owner, Instant now) {
        var conditions = new ArrayList<>(owned(owner));
        conditions.add(Filters.exists(MemoryDocument.DELETED_AT, false));
        conditions.add(Filters.not(Filters.lte(MemoryDocument.EXPIRES_AT, Date.from(now))));
        return conditions;
    }

    static List<Bson> of(Owner owner, MemoryFilter filter, Instant now) {
        var conditions = living(owner, now);
        trueAt(conditions, filter.at() == null ? now : filter.at());
        inState(conditions, filter);
        return narrowed(conditions, filter);
    }

    /** Of whatever state and validity, if the filter does not say. */
    static List<Bson> kept(Owner owner, MemoryFilter filter, Instant now) {
        var conditions = living(owner, now);
        if (filter.at() != null) {
            trueAt(conditions, filter.at());
        }
        if (filter.state() != null) {
            inState(conditions, filter);
        }
        return narrowed(conditions, filter);
    }

    private static void trueAt(List<Bson> conditions, Instant time) {
        var at = Date.from(time);
        conditions.add(Filters.not(Filters.gt(ContentFields.VALID_FROM, at)));
        conditions.add(Filters.not(Filters.lte(ContentFields.VALID_TO, at)));
    }

    private static void inState(List<Bson> conditions, MemoryFilter filter) {
        conditions.add(orMissing(MemoryDocument.STATE, filter.wantedState().name(), MemoryState.ACTIVE.name()));
    }

    private static List<Bson> narrowed(List<Bson> conditions, MemoryFilter filter) {
        if (filter.namespace() != null) {
            conditions.add(namespace(filter.namespace()));
        }
        add(
                conditions,
                ContentFields.TYPE,
                filter.type() == null ? null : filter.type().name());
        add(conditions, ContentFields.TAGS, filter.tag());
        add(conditions, ContentFields.AGENT, filter.agent());
        add(conditions, ContentFields.RUN, filter.run());
        add(conditions, ContentFields.SESSION, filter.session());
        return conditions;
    }

    static List<Bson> owned(Owner owner) {
        return List.of(
                Filters.eq(MemoryDocument.TENANT, owner.tenant()), Filters.eq(MemoryDocument.USER, owner.user()));
    }

    static Bson namespace(String name) {
        return orMissing(ContentFields.NAMESPACE, name, Place.DEFAULT_NAMESPACE);
    }

    private static Bson orMissing(String field, String wanted, String whenMissing) {
        return wanted.equals(whenMissing) ? Filters.in(field, wanted, null) : Filters.eq(field, wanted);
    }

    private static void add(List<Bson> conditions, String field, String wanted) {
        if (wanted != null) {
            conditions.add(Filters.eq(field, wanted));
        }
    }
}
