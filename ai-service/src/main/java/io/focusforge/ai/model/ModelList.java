package io.focusforge.ai.model;

import java.util.List;

/** OpenAI's envelope of a list. */
record ModelList(String object, List<ModelEntry> data) {
    ModelList(List<ModelEntry> data) {
        this("list", data);
    }
}
