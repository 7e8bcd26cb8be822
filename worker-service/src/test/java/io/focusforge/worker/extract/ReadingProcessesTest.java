package io.focusforge.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.worker.extract.program.ReadingProgram;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingProcessesTest {
    @Test
    void aFileThatTakesForeverIsGivenUpAndTheNextIsRead() throws Exception {
        try (var extracting =
                new Extracting(Map.of("focusforge.extract.processes", "1", "focusforge.extract.timeout", "4s"))) {
            assertThat(extracting.flaw(Uploads.endlessPdf(), "a.pdf")).isEqualTo(Flaw.TOO_SLOW);
            await().untilAsserted(() -> assertThat(running()).isEmpty());
            assertThat(extracting.text("still here", "a.txt")).startsWith("still here");
        }
    }

    @Test
    void aFileThatEatsMemoryIsGivenUpAndTheNextIsRead() throws Exception {
        try (var extracting =
                new Extracting(Map.of("focusforge.extract.processes", "1", "focusforge.extract.memory", "24M"))) {
            assertThat(extracting.flaw(Uploads.hugePdf(20), "a.pdf")).isEqualTo(Flaw.TOO_COMPLEX);
            assertThat(extracting.text("still here", "a.txt")).startsWith("still here");
        }
    }

    @Test
    void aProcessReadsManyFilesIsReplacedWhenItDiesAndEndsWhenThereIsNothingToRead() throws Exception {
        try (var extracting = new Extracting(Map.of("focusforge.extract.idle", "1s"))) {
            extracting.text("one", "a.txt");
            var first = running();
            extracting.text("two", "a.txt");
            assertThat(running()).isEqualTo(first).hasSize(1);
            first.getFirst().destroyForcibly();
            assertThat(extracting.text("three", "a.txt")).startsWith("three");
            await().untilAsserted(() -> assertThat(running()).isEmpty());
        }
    }

    @Test
    void aProcessMakesRoomForAFreshOneAfterSomeFiles() throws Exception {
        try (var extracting = new Extracting(Map.of("focusforge.extract.documents-per-process", "1"))) {
            extracting.text("one", "a.txt");
            await().untilAsserted(() -> assertThat(running()).isEmpty());
        }
    }

    private static List<ProcessHandle> running() {
        return ProcessHandle.current()
                .children()
                .filter(child -> Arrays.asList(child.info().arguments().orElse(new String[0]))
                        .contains(ReadingProgram.class.getName()))
                .toList();
    }
}
