package io.focusforge.memory.sources;

import java.time.Instant;
import java.util.UUID;

/**
 * A run that goes on.
 *
 * @param id of the job that carries it
 * @param listed whether what is to be done has been noted
 */
record Run(UUID id, Instant startedAt, boolean listed, Counts counts) {}
