package io.focusforge.common.apikey;

import java.util.UUID;

/** A presented key without its secret: all that is needed to check it, to remember it, and to ask another service about it. */
public record HashedKey(UUID id, SecretHash hash) {}
