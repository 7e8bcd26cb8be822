package io.focusforge.memory.bulk;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The last line of an export; one that has none was cut.
 *
 * @param count of the lines before
 */
@RegisterForReflection
record ExportEnd(long count) {}
