package io.focusforge.memory.models;

import io.focusforge.memory.vectors.SetState;
import io.focusforge.memory.vectors.VectorSet;

/** What there is to do for a set. */
record Task(VectorSet set, SetState state, String model) {}
