package io.focusforge.memory.bulk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.focusforge.common.page.Cursor;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.MemoryView;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A line of an export.
 *
 * @param cursor from which an export that was cut goes on
 */
@RegisterForReflection
record ExportedMemory(@JsonUnwrapped MemoryView memory, String cursor) {
    static ExportedMemory of(Memory memory) {
        return new ExportedMemory(MemoryView.of(memory), new Cursor(memory.seq()).encode());
    }
}
