package io.focusforge.orchestrator.library;

import java.time.Instant;
import java.util.UUID;

/**
 * A version as it is kept.
 *
 * @param definition the file as JSON, with the versions of the chains that it calls
 * @param depth how many chains are within each other, itself included
 */
record StoredVersion(String name, int version, UUID id, String definition, int depth, Instant createdAt) {}
