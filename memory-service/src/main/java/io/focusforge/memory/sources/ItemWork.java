package io.focusforge.memory.sources;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.documents.Arrival;
import io.focusforge.memory.documents.Documents;
import io.focusforge.memory.documents.Kept;
import io.focusforge.memory.documents.Label;
import io.focusforge.memory.documents.Upload;
import io.focusforge.memory.documents.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Does with one item what is to be done. Done again, it comes to the same. */
@ApplicationScoped
class ItemWork {
    private static final int LONGEST_TITLE = 300;
    private static final int SERVER_ERROR = 500;
    private static final String NOT_THERE = "is not there";
    private static final Counts ADDED = new Counts(0, 1, 0, 0, 0, 0);
    private static final Counts CHANGED = new Counts(0, 0, 1, 0, 0, 0);
    private static final Counts UNCHANGED = new Counts(0, 0, 0, 1, 0, 0);
    private static final Counts DELETED = new Counts(0, 0, 0, 0, 1, 0);
    private static final Counts FAILED = new Counts(0, 0, 0, 0, 0, 1);

    private final Kinds kinds;
    private final Uploads uploads;
    private final Documents documents;
    private final RunStore store;

    ItemWork(Kinds kinds, Uploads uploads, Documents documents, RunStore store) {
        this.kinds = kinds;
        this.uploads = uploads;
        this.documents = documents;
        this.store = store;
    }

    void handle(Source source, Item item) throws InterruptedException {
        switch (item.todo()) {
            case FETCH -> fetch(source, item);
            case REMOVE -> store.removed(source, item, forget(source, item) ? DELETED : Counts.NONE);
        }
    }

    private void fetch(Source source, Item item) throws InterruptedException {
        var file = temporary();
        try {
            var place = source.asked().place();
            switch (kinds.take(source.key().tenant(), place, item, file)) {
                case Taken.Fetched fetched -> keep(source, item, fetched, file);
                case Taken.Unchanged _ ->
                    store.done(
                            source,
                            item,
                            item.document(),
                            new Taken.Fetched(null, null, item.etag(), item.lastModified()),
                            UNCHANGED);
                case Taken.Gone _ ->
                    store.failed(source, item, null, NOT_THERE, forget(source, item) ? DELETED : FAILED);
                case Taken.Failed(var reason) -> store.failed(source, item, item.document(), reason, FAILED);
            }
        } finally {
            remove(file);
        }
    }

    private void keep(Source source, Item item, Taken.Fetched fetched, Path file) {
        try (var arrival = Arrival.taken(file, fetched.name(), fetched.mediaType())) {
            var kept = uploads.keep(new Upload(owner(source), label(source, item, fetched), arrival));
            var counts =
                    switch (kept) {
                        case Kept.Same _ -> UNCHANGED;
                        case Kept.Taken _ -> item.document() == null ? ADDED : CHANGED;
                    };
            store.done(source, item, kept.document().key().id(), fetched, counts);
        } catch (ProblemException e) {
            if (e.code().status() >= SERVER_ERROR) {
                throw e;
            }
            store.failed(source, item, item.document(), e.getMessage(), FAILED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return whether there was a document */
    private boolean forget(Source source, Item item) {
        if (item.document() == null) {
            return false;
        }
        try {
            documents.delete(owner(source), item.document());
            return true;
        } catch (ProblemException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return false;
        }
    }

    private static Label label(Source source, Item item, Taken.Fetched fetched) {
        var name = fetched.name().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        var title = name.substring(
                0, name.offsetByCodePoints(0, Math.min(LONGEST_TITLE, name.codePointCount(0, name.length()))));
        var asked = source.asked();
        return new Label(
                asked.collection(),
                asked.shared(),
                source.key().id() + "/" + item.name(),
                title.isEmpty() ? "Untitled" : title,
                Map.of("source", asked.name(), "item", item.name()),
                source.key().id());
    }

    private static Caller owner(Source source) {
        return new Caller(source.key().tenant(), source.user(), Set.of(Scopes.DOCUMENTS_WRITE), null);
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("source", ".item");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
