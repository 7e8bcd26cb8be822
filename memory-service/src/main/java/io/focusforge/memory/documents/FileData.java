package io.focusforge.memory.documents;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import jakarta.inject.Singleton;

/** Files of a person that are no document's: replaced, given up, or of a document that is deleted and whose file the store did not let go of. */
@Singleton
class FileData implements SubjectData {
    private final Shelf shelf;

    FileData(Shelf shelf) {
        this.shelf = shelf;
    }

    /** Behind the documents, by name. */
    @Override
    public String place() {
        return "files";
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        return Erased.of(shelf.remove(subject, atMost), atMost);
    }
}
