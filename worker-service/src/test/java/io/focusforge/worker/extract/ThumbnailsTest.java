package io.focusforge.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.objects.ObjectKey;
import io.focusforge.common.objects.ObjectStore;
import io.focusforge.common.objects.ObjectStoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ThumbnailsTest {
    private static final Extracting EXTRACTING = new Extracting(Map.of());

    @AfterAll
    static void stop() {
        EXTRACTING.close();
    }

    @Test
    void makesPicturesSmallAndLeavesSmallOnesTheirSize() throws Exception {
        for (var format : new String[] {"png", "jpeg", "gif"}) {
            var made = (Thumbnail.Made) EXTRACTING.thumbnail(Uploads.picture(format, 1_500, 500));
            var shown = ImageIO.read(new ByteArrayInputStream(made.png()));
            assertThat(shown.getWidth()).as(format).isEqualTo(512).isEqualTo(made.width());
            assertThat(shown.getHeight()).as(format).isEqualTo(171).isEqualTo(made.height());
        }
        var small = (Thumbnail.Made) EXTRACTING.thumbnail(Uploads.picture("png", 30, 20));
        assertThat(small.width()).isEqualTo(30);
        var thin = (Thumbnail.Made) EXTRACTING.thumbnail(Uploads.picture("png", 20_000, 1));
        assertThat(thin.height()).isEqualTo(1);
    }

    @Test
    void keepsTheThumbnailBesideThePicture() throws Exception {
        var kept = new HashMap<ObjectKey, byte[]>();
        var picture = ObjectKey.of("documents", UUID.randomUUID(), "a", "picture");
        kept.put(picture, Uploads.picture("png", 600, 600));
        try (var extracting = new Extracting(Map.of(), new MapStore(kept))) {
            var made = (Thumbnail.Made) extracting.keep(picture);
            assertThat(kept)
                    .hasSize(2)
                    .containsEntry(ObjectKey.of("documents", picture.tenant(), "a", "picture.thumb.png"), made.png());
        }
    }

    private record MapStore(Map<ObjectKey, byte[]> kept) implements ObjectStore {
        @Override
        public Put put(ObjectKey key, InputStream content, long atMost) {
            try {
                kept.put(key, content.readAllBytes());
                return new Put.Kept(kept.get(key).length);
            } catch (IOException e) {
                throw new ObjectStoreException("cannot write", e);
            }
        }

        @Override
        public Optional<InputStream> open(ObjectKey key) {
            return Optional.ofNullable(kept.get(key)).map(ByteArrayInputStream::new);
        }

        @Override
        public void delete(ObjectKey key) {
            kept.remove(key);
        }

        @Override
        public void close() {}
    }

    @Test
    void refusesABombByItsHeader() throws Exception {
        assertThat(EXTRACTING.thumbnail(header(60_000, 60_000))).isEqualTo(new Thumbnail.Refused(Flaw.BOMB));
    }

    @Test
    void refusesWhatIsNoPictureOrOnlyAPartOfOne() throws Exception {
        var png = Uploads.picture("png", 200, 200);
        assertThat(EXTRACTING.thumbnail("text".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Thumbnail.Refused(Flaw.UNSUPPORTED));
        assertThat(EXTRACTING.thumbnail(Arrays.copyOf(png, 60))).isEqualTo(new Thumbnail.Refused(Flaw.BROKEN));
        assertThat(EXTRACTING.thumbnail(new byte[0])).isEqualTo(new Thumbnail.Refused(Flaw.EMPTY));
    }

    /** A PNG of which nothing but the size is there. */
    private static byte[] header(int width, int height) {
        var chunk = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(chunk.array());
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put(chunk.array())
                .putInt((int) crc.getValue())
                .array();
    }
}
