package io.focusforge.memory.chunks;

import io.focusforge.common.identity.Caller;
import io.focusforge.memory.vectors.View;
import java.util.ArrayList;
import java.util.List;

/** What a caller may see of what was asked for: documents of their own, and those that are shared with the tenant. */
final class Views {
    private Views() {}

    static View of(Caller caller, DocumentSearch search) {
        var conditions = new ArrayList<>(List.of("(d.user_id = $2 OR d.shared)"));
        var parameters = new ArrayList<Object>(List.of(caller.user()));
        if (search.collections() != null) {
            parameters.add(search.collections());
            conditions.add("d.collection = ANY ($%d::text[])".formatted(parameters.size() + 1));
        }
        if (search.documents() != null) {
            parameters.add(search.documents());
            conditions.add("d.document_id = ANY ($%d::text[]::uuid[])".formatted(parameters.size() + 1));
        }
        return new View(caller.tenant(), String.join(" AND ", conditions), parameters);
    }
}
