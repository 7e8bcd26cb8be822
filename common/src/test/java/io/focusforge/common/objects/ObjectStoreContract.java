package io.focusforge.common.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store does, whatever is behind it. */
abstract class ObjectStoreContract {
    private static final long PLENTY = 10_000_000;

    private final UUID tenant = UUID.randomUUID();
    private final ObjectKey key = ObjectKey.of("things", tenant, "date=2026-11-21", "part-0.json");

    abstract ObjectStore store();

    /** How many objects there are, as the store's own server counts them. */
    abstract long stored() throws Exception;

    private static InputStream content(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private byte[] read(ObjectKey from) throws IOException {
        try (var content = store().open(from).orElseThrow()) {
            return content.readAllBytes();
        }
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        var large = random(3_000_001);
        assertThat(store().put(key, content(large), PLENTY)).isEqualTo(new ObjectStore.Put.Kept(large.length));
        assertThat(read(key)).isEqualTo(large);
    }

    @Test
    void replacesWhatIsThere() throws Exception {
        store().put(key, content(random(1000)), PLENTY);
        store().put(key, content(random(10)), PLENTY);
        assertThat(read(key)).isEqualTo(random(10));
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void takesWhatIsJustSmallEnoughAndNotAByteMore() throws Exception {
        assertThat(store().put(key, content(random(100_001)), 100_000))
                .isEqualTo(new ObjectStore.Put.TooLarge(100_000));
        assertThat(store().open(key)).isEmpty();
        assertThat(stored()).isZero();
        assertThat(store().put(key, content(random(100_000)), 100_000)).isEqualTo(new ObjectStore.Put.Kept(100_000));
    }

    @Test
    void keepsNothingOfContentThatBreaksOff() throws Exception {
        store().put(key, content(random(10)), PLENTY);
        var broken = new InputStream() {
            private int left = 200_000;

            @Override
            public int read() throws IOException {
                if (left == 0) {
                    throw new IOException("the sender is gone");
                }
                left--;
                return 'x';
            }
        };
        assertThatThrownBy(() -> store().put(key, broken, PLENTY)).isInstanceOf(ObjectStoreException.class);
        assertThat(read(key)).isEqualTo(random(10));
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void forgetsWhatIsDeletedAndDoesNotMindADeletionMore() throws Exception {
        store().put(key, content(random(10)), PLENTY);
        store().delete(key);
        store().delete(key);
        assertThat(store().open(key)).isEmpty();
        assertThat(stored()).isZero();
    }

    @Test
    void keepsTenantsApart() {
        store().put(key, content(random(10)), PLENTY);
        var others = new ObjectKey(key.area(), UUID.randomUUID(), key.segments());
        assertThat(store().open(others)).isEmpty();
    }
}
