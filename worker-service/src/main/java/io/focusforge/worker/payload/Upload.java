package io.focusforge.worker.payload;

import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;

/** A payload that somebody has sent, the reference that it is to have, and what the sender is told when it is stored. */
record Upload(Caller caller, Body body, PayloadRef ref, StoredAnswer answer) {}
