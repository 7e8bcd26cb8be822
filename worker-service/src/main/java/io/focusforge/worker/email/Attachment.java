package io.focusforge.worker.email;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * A small file that goes with a mail.
 *
 * @param content in Base64
 */
@RegisterForReflection
record Attachment(
        @NotNull
        @Pattern(
                regexp = "[\\p{L}\\p{N} ._()-]{1,100}",
                message = "takes 1 to 100 letters, digits, spaces and any of . _ ( ) -")
        String name,

        @NotNull
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9.+-]{0,60}",
                message = "must be a media type, such as text/calendar")
        String contentType,

        @NotNull byte[] content) {}
