package io.focusforge.worker.ingest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.focusforge.common.objects.ObjectKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * What there is to do.
 *
 * @param cancelled whether nobody wants it any more; then nothing else is said
 * @param object the last part of the file's key in the object store
 * @param stored how many chunks are there, from the first on
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record Work(boolean cancelled, String mediaType, Long bytes, UUID object, Integer stored) {
    boolean isPicture() {
        return mediaType.startsWith("image/");
    }

    ObjectKey file(UUID tenant) {
        return ObjectKey.of("documents", tenant, object.toString());
    }
}
