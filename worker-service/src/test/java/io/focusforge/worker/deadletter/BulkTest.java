package io.focusforge.worker.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class BulkTest {
    private static final DeadLetterFilter ALL = new DeadLetterFilter(null, null, null, null, null);

    @Test
    void needsNoConfirmationUpToAThousand() {
        assertThat(new Bulk(ALL, Bulk.MOST, false).agreed(1_000)).isEqualTo(1_000);
        assertThat(new Bulk(ALL, 1_000, false).agreed(50_000)).isEqualTo(1_000);
    }

    @Test
    void saysHowManyItWouldBe() {
        assertThatThrownBy(() -> new Bulk(ALL, 5_000, false).agreed(50_000))
                .hasMessageContaining("matches 50000 dead letters, and 5000 would be");
        assertThatThrownBy(() -> new Bulk(ALL, 5_000, false).agreed(Bulk.COUNTED))
                .hasMessageContaining("at least 100000");
    }

    @Test
    void takesNoMoreThanTheLimitWhenConfirmed() {
        assertThat(new Bulk(ALL, 5_000, true).agreed(50_000)).isEqualTo(5_000);
    }

    @Test
    void refusesAFilterThatMatchesNothing() {
        assertThatThrownBy(() -> new Bulk(ALL, 1, true).agreed(0)).hasMessageContaining("matches no dead letter");
    }

    @Test
    void takesBoundedBatchesOneAfterTheOther() {
        var asked = new ArrayList<Integer>();
        var places = new ArrayList<Integer>();
        var done = Bulk.inBatches(2_500, (before, most) -> {
            places.add(before);
            asked.add(most);
            return most;
        });
        assertThat(done).isEqualTo(2_500);
        assertThat(asked).containsExactly(1_000, 1_000, 500);
        assertThat(places).containsExactly(0, 1_000, 2_000);
    }

    @Test
    void endsWhenOthersHaveTakenTheRest() {
        assertThat(Bulk.inBatches(2_500, (before, most) -> before == 0 ? 400 : 0))
                .isEqualTo(400);
    }
}
