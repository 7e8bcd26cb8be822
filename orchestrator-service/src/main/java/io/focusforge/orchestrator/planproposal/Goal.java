package io.focusforge.orchestrator.planproposal;

import java.time.Instant;

/** What is to be reached. @param description null for none @param deadline null for none */
public record Goal(String title, String description, Instant deadline) {
    String text() {
        return description == null ? title : title + "\n" + description;
    }
}
