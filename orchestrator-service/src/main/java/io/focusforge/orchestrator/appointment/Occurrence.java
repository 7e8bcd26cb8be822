package io.focusforge.orchestrator.appointment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * One time that an entry of a calendar file names. Its id follows from the entry's and from when the file's rule puts it, so that it is the same when
 * the file comes again, and when it is moved.
 *
 * @param source of the entry
 */
record Occurrence(UUID source, StoredAppointment appointment) {
    static UUID source(String uid) {
        return UUID.nameUUIDFromBytes(uid.getBytes(StandardCharsets.UTF_8));
    }

    static UUID id(UUID source, Instant planned) {
        return source(source + "/" + planned.toEpochMilli());
    }
}
