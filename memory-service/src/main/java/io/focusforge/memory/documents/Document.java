package io.focusforge.memory.documents;

import io.focusforge.common.identity.Caller;
import java.time.Instant;
import java.util.UUID;

/** What a user has uploaded, in its newest version. */
public record Document(
        DocumentKey key,
        UUID user,
        Label label,
        StoredFile file,
        Ingestion ingestion,
        Instant createdAt,
        Instant updatedAt) {
    /** Also what is shared by somebody else in the tenant. */
    boolean isVisibleTo(Caller caller) {
        return isOf(caller) || label.shared() && key.tenant().equals(caller.tenant());
    }

    boolean isOf(Caller caller) {
        return key.tenant().equals(caller.tenant()) && user.equals(caller.user());
    }

    Document with(Ingestion next, Instant now) {
        return new Document(key, user, label, file, next, createdAt, now);
    }

    /** Its next version. */
    Document with(Label newLabel, StoredFile newFile, Ingestion next, Instant now) {
        return new Document(key, user, newLabel, newFile, next, createdAt, now);
    }
}
