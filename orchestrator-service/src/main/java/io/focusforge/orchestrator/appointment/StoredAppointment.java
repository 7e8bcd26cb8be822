package io.focusforge.orchestrator.appointment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** An appointment as it is kept and shown. @param title absent for none */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredAppointment(UUID id, String title, Instant start, Instant end) {}
