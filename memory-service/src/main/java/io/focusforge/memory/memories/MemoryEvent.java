package io.focusforge.memory.memories;

import java.time.Instant;
import java.util.UUID;

/**
 * That something happened to a memory; what it says is no part of it.
 *
 * @param id the same however often it is told
 * @param by the memory that took its place, or took it up; else null
 */
public record MemoryEvent(UUID id, UUID memory, Owner owner, int revision, Action action, Instant at, UUID by) {}
