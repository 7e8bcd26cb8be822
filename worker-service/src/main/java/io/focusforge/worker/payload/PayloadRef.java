package io.focusforge.worker.payload;

import io.focusforge.common.objects.ObjectKey;
import io.focusforge.worker.handler.Payloads;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Stands in a job where its payload would. No payload can look like one: the field is refused in what clients and services send. */
public record PayloadRef(UUID id) {
    private static final String START = "{\"" + Payloads.REFERENCE + "\"";
    private static final Pattern FORM =
            Pattern.compile("\\{\"" + Pattern.quote(Payloads.REFERENCE) + "\": ?\"([0-9a-f-]{36})\"}");

    /** @param payload as it is stored with the job; null in lists */
    public static Optional<PayloadRef> in(String payload) {
        if (payload == null || !payload.startsWith(START)) {
            return Optional.empty();
        }
        var form = FORM.matcher(payload);
        return form.matches() ? Optional.of(new PayloadRef(UUID.fromString(form.group(1)))) : Optional.empty();
    }

    String asPayload() {
        return START + ":\"" + id + "\"}";
    }

    ObjectKey key(UUID tenant) {
        return ObjectKey.of("payloads", tenant, id + ".json");
    }
}
