package io.focusforge.common.problem;

import java.util.Locale;

/**
 * Every reason for which a request can be refused. The code is part of the API: it is stable, machine-readable, and the
 * lower-case name of the constant.
 */
public enum ErrorCode {
    INVALID_REQUEST(400, "The request is not valid"),
    INVALID_JSON(400, "The body is not JSON"),
    UNKNOWN_FIELD(400, "The body has a field that does not exist"),
    INVALID_TYPE(400, "A field has the wrong type"),
    INVALID_CURSOR(400, "The cursor is not one that this list returned"),
    INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key is not valid"),
    CONTEXT_LENGTH_EXCEEDED(400, "The request is longer than the model's context"),
    CONTENT_FILTER(400, "The model provider's content policy refuses the request"),
    UNAUTHENTICATED(401, "No valid credentials"),
    API_KEY_INVALID(401, "The API key is not known"),
    API_KEY_REVOKED(401, "The API key was revoked"),
    API_KEY_EXPIRED(401, "The API key has expired"),
    FORBIDDEN(403, "The key may not do this"),
    MODEL_NOT_ALLOWED(403, "The key may not use this model"),
    NOT_FOUND(404, "There is no such object"),
    ROUTE_NOT_FOUND(404, "There is no such endpoint"),
    MODEL_NOT_FOUND(404, "There is no such model"),
    METHOD_NOT_ALLOWED(405, "The endpoint does not know this method"),
    NOT_ACCEPTABLE(406, "The endpoint has no such representation"),
    CONFLICT(409, "The state of the object does not allow this"),
    IDEMPOTENCY_IN_PROGRESS(409, "The first request with this Idempotency-Key is still running"),
    EVENTS_EXPIRED(410, "The events asked for are past their retention"),
    VERSION_CONFLICT(412, "The object has changed since it was read"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The endpoint does not take this content type"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used with another body"),
    PRECONDITION_REQUIRED(428, "The request needs If-Match"),
    RATE_LIMITED(429, "Too many requests"),
    BUDGET_EXHAUSTED(429, "The budget is used up"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    MODEL_ERROR(502, "The model provider failed"),
    UNAVAILABLE(503, "The service cannot answer right now"),
    OVERLOADED(503, "The service has more work than it can take"),
    MODEL_UNAVAILABLE(503, "No model provider can answer right now"),
    TIMEOUT(504, "The answer did not come in time");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
