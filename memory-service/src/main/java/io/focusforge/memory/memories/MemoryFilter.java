package io.focusforge.memory.memories;

import java.util.Optional;

/** Which memories a list shows. */
record MemoryFilter(Optional<MemoryType> type, Optional<String> tag) {}
