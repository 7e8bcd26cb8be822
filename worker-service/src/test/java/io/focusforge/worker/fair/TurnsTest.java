package io.focusforge.worker.fair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();
    private final UUID large = UUID.randomUUID();
    private final UUID small = UUID.randomUUID();

    @Test
    void sharePlacesEvenly() {
        assertThat(turns.allot(List.of(Share.of(large), Share.of(small)), 10))
                .containsEntry(large, 5)
                .containsEntry(small, 5);
    }

    @Test
    void goByWeight() {
        var heavy = new Share(large, 3, Share.UNLIMITED);
        assertThat(turns.allot(List.of(heavy, Share.of(small)), 40))
                .containsEntry(large, 30)
                .containsEntry(small, 10);
    }

    @Test
    void areKeptFromRoundToRoundWhenThereIsOnePlaceAtATime() {
        var heavy = new Share(large, 3, Share.UNLIMITED);
        var given = IntStream.range(0, 40)
                .mapToObj(round -> turns.allot(List.of(heavy, Share.of(small)), 1))
                .flatMap(round -> round.keySet().stream())
                .toList();
        assertThat(given).filteredOn(large::equals).hasSize(30);
    }

    @Test
    void goNoFurtherThanALimit() {
        assertThat(turns.allot(List.of(new Share(large, 5, 2), Share.of(small)), 10))
                .containsEntry(large, 2)
                .containsEntry(small, 8);
        assertThat(turns.allot(List.of(new Share(large, 1, 0)), 10)).isEmpty();
    }

    @Test
    void giveNobodyCreditForTheTimeItWasAway() {
        turns.allot(List.of(Share.of(large), Share.of(small)), 2);
        turns.allot(List.of(Share.of(large)), 1000);
        assertThat(turns.allot(List.of(Share.of(large), Share.of(small)), 100))
                .containsEntry(large, 50)
                .containsEntry(small, 50);
    }

    @Test
    void doNotChargeWhatWasNotUsed() {
        turns.allot(List.of(Share.of(large), Share.of(small)), 100);
        turns.unused(Share.of(small), 50);
        assertThat(turns.allot(List.of(Share.of(large), Share.of(small)), 1)).containsOnlyKeys(small);
    }

    @Test
    void letASingleJobOfATenantPassThousandsOfAnother() {
        turns.allot(List.of(Share.of(large)), 100_000);
        assertThat(Stream.of(1, 2)
                        .flatMap(round -> turns.allot(List.of(Share.of(large), Share.of(small)), 1).keySet().stream()))
                .contains(small);
    }
}
