package io.focusforge.common.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.nativeimage.StartMemory.Range;
import org.junit.jupiter.api.Test;

class StartMemoryTest {
    private static final String MAPPINGS = """
            00410000-03a42000 r-xp 00010000 fe:00 1057 /app/worker service
            Rss:               35840 kB
            Anonymous:             0 kB
            VmFlags: rd ex mr mw me
            03a6a000-03a6b000 rw-p 0366a000 fe:00 1057 /app/worker service
            Anonymous:             0 kB
            03a50000-03a69000 r--p 03650000 fe:00 1057 /app/worker service
            Anonymous:             4 kB
            7f0f28a00000-7f0f2a000000 r--p 03680000 fe:00 1057                       /app/worker service
            LazyFree:              0 kB
            Anonymous:             0 kB
            AnonHugePages:         0 kB
            7f1000000000-7f1000021000 rw-p 00000000 00:00 0
            Anonymous:            12 kB
            7f1100000000-7f1100001000 r--p 00000000 00:00 0 [vvar]
            Anonymous:             0 kB
            7f2000000000-7f2000001000 r-xp 00000000 fe:00 99 /lib/x86_64-linux-gnu/libc.so.6
            Anonymous:             0 kB
            """;

    @Test
    void givesBackOnlyWhatFilesStillHave() {
        assertThat(StartMemory.unwritten(MAPPINGS.lines().toList()))
                .containsExactly(
                        new Range(0x00410000, 0x03a42000),
                        new Range(0x7f0f28a00000L, 0x7f0f2a000000L),
                        new Range(0x7f2000000000L, 0x7f2000001000L));
    }
}
