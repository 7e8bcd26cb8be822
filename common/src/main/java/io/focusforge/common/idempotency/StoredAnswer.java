package io.focusforge.common.idempotency;

/** The first answer to an idempotent request, as it is sent again. {@code location} may be null. */
public record StoredAnswer(int status, String location, String body) {}
