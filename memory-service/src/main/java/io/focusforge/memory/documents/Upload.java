package io.focusforge.memory.documents;

import io.focusforge.common.identity.Caller;

/** A file that somebody has sent, and what is said of it. */
public record Upload(Caller caller, Label label, Arrival arrival) {}
