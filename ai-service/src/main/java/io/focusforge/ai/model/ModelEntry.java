package io.focusforge.ai.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A model as OpenAI lists it. {@code created} is 0: nobody tells us. */
record ModelEntry(
        String id,
        String object,
        long created,
        @JsonProperty("owned_by") String ownedBy) {
    ModelEntry(String id, String ownedBy) {
        this(id, "model", 0, ownedBy);
    }
}
