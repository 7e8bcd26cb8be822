package io.focusforge.memory.documents;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.memory.replica.Reads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What callers see when they look at documents, from whichever server may say. */
@ApplicationScoped
class Catalogue {
    private final Reads reads;
    private final DocumentStore store;

    Catalogue(Reads reads, DocumentStore store) {
        this.reads = reads;
        this.store = store;
    }

    Document get(Caller caller, UUID id) {
        var key = new DocumentKey(caller.tenant(), id);
        return reads.from(database -> database.read(caller.tenant(), connection -> store.find(connection, key))
                .filter(found -> found.isVisibleTo(caller))
                .orElseThrow(Documents::unknown));
    }

    Page<Document> list(Caller caller, DocumentQuery query) {
        var documents = reads.from(
                database -> database.read(caller.tenant(), connection -> store.list(connection, caller, query)));
        return Page.of(
                documents, query.limit(), document -> new Cursor(document.key().id()));
    }
}
