package io.focusforge.orchestrator.flag;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a flag is for somebody.
 *
 * @param value absent when the flag does not say, because it is disabled or not there
 * @param reason as OpenFeature calls it: {@code STATIC}, {@code TARGETING_MATCH}, {@code SPLIT}, {@code DEFAULT}, {@code DISABLED}
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlagValue(
        String key, @Schema(implementation = Object.class) Object value, String variant, String reason) {}
