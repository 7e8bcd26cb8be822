package io.focusforge.memory.chunks;

import io.focusforge.common.identity.Caller;
import io.focusforge.memory.filter.FilterReader;
import io.focusforge.memory.filter.SqlFilter;
import io.focusforge.memory.vectors.View;
import java.util.ArrayList;
import java.util.List;

/** What a caller may see of what was asked for: documents of their own, and those that are shared with the tenant. */
final class Views {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    private Views() {}

    static View of(Caller caller, DocumentSearch search) {
        var views = new Views();
        views.add("(d.user_id = $%d OR d.shared)", caller.user());
        views.add("d.collection = ANY ($%d::text[])", search.collections());
        views.add("d.document_id = ANY ($%d::text[]::uuid[])", search.documents());
        views.filter(search);
        return new View(caller.tenant(), String.join(" AND ", views.conditions), views.parameters);
    }

    private void add(String condition, Object parameter) {
        if (parameter != null) {
            conditions.add(condition.formatted(next()));
            parameters.add(parameter);
        }
    }

    private void filter(DocumentSearch search) {
        if (search.filter() != null && !search.filter().isNull()) {
            var filter = new SqlFilter(FilterReader.read(search.filter(), DocumentFilter.FIELDS), next());
            conditions.add(filter.sql());
            parameters.addAll(filter.parameters());
        }
    }

    // The first parameter of all is the tenant.
    private int next() {
        return parameters.size() + 2;
    }
}
