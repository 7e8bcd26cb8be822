package io.focusforge.worker.schedule;

import java.util.UUID;

/** Names a schedule. */
record ScheduleKey(UUID tenant, UUID id) {}
