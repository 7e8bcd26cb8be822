package io.focusforge.memory.documents;

import io.focusforge.common.problem.ProblemException;
import java.util.Map;

/**
 * A document in JSON: its text, or where to fetch it.
 *
 * @param text plain, or Markdown
 * @param url what is there now; it is not looked at again
 */
record NewDocument(
        String text,
        String url,
        String title,
        String collection,
        String key,
        Boolean shared,
        Map<String, Object> metadata) {
    DocumentFields fields() {
        return new DocumentFields(title, collection, key, shared, metadata);
    }

    void requireContent() {
        if (text == null && url == null) {
            throw ProblemException.invalid("text", "is needed, or url");
        }
        if (text != null && url != null) {
            throw ProblemException.invalid("url", "cannot be given together with text");
        }
        if (text != null && text.isBlank()) {
            throw ProblemException.invalid("text", "is empty");
        }
    }
}
