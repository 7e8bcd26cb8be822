package io.focusforge.memory.documents;

import java.util.UUID;

/** Which documents are listed. {@code collection}, {@code state} and {@code after} may be null. */
record DocumentQuery(String collection, String state, UUID after, int limit) {}
