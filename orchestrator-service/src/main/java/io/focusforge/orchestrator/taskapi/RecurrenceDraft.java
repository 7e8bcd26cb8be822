package io.focusforge.orchestrator.taskapi;

import io.focusforge.orchestrator.recurrence.Next;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** How a task comes again: a rule of RFC 5545 that counts from its due date, in the wall-clock time of a zone. */
record RecurrenceDraft(
        @NotBlank @Size(max = 500) String rule,
        @NotBlank @Size(max = 60) String timeZone,
        Next next) {}
