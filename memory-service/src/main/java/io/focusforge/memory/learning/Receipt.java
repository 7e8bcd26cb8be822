package io.focusforge.memory.learning;

import java.util.Optional;

/** @param outcome empty while the request is on its way */
record Receipt(byte[] requestHash, Optional<Outcome> outcome) {}
