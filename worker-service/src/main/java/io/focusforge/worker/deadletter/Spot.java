package io.focusforge.worker.deadletter;

import io.focusforge.common.identity.Caller;
import java.util.UUID;

/** Where somebody looks for a dead letter; {@code queue} is null for any. */
record Spot(Caller caller, String queue, UUID id) {}
