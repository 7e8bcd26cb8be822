package io.focusforge.memory.erase;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import java.util.ArrayList;
import org.bson.Document;

/** A collection whose documents name tenant and user, and are simply removed. */
final class DocumentsOfUser implements SubjectData {
    private static final String ID = "_id";

    private final MongoCollection<Document> documents;
    private final String place;

    DocumentsOfUser(MongoCollection<Document> documents, String place) {
        this.documents = documents.withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.place = place;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        var ids = documents
                .find(Filters.and(Filters.eq("tenantId", subject.tenant()), Filters.eq("userId", subject.user())))
                .projection(Projections.include(ID))
                .limit(atMost)
                .map(document -> document.get(ID))
                .into(new ArrayList<>());
        if (!ids.isEmpty()) {
            documents.deleteMany(Filters.in(ID, ids));
        }
        return Erased.of(ids.size(), atMost);
    }
}
