package io.focusforge.worker.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServicesConfig;
import io.focusforge.common.id.Ids;
import io.focusforge.common.objects.ObjectKey;
import io.focusforge.common.objects.ObjectStore;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class IngestDocumentTest {
    /** Some hundred pieces. */
    private static final String LONG = IntStream.range(0, 300)
            .mapToObj(number ->
                    "Paragraph %d is about the printer. ".formatted(number).repeat(30))
            .collect(Collectors.joining("\n\n"));

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    ServicesConfig services;

    @Inject
    ObjectStore objects;

    private FakeMemory memory;

    @BeforeEach
    void open() {
        memory = new FakeMemory(services.of(Service.MEMORY).url());
    }

    @AfterEach
    void close() {
        memory.close();
    }

    private UUID ingest(byte[] file, int attempts) {
        objects.put(key(), new ByteArrayInputStream(file), file.length);
        var id = Ids.next();
        given().header(
                        "Authorization",
                        TestTokens.bearerFrom("memory", UUID.randomUUID(), UUID.randomUUID(), "internal:write"))
                .contentType("application/json")
                .body(List.of(Map.of(
                        "id",
                        id,
                        "tenantId",
                        jobs.tenant(),
                        "user",
                        jobs.user(),
                        "queue",
                        "files",
                        "type",
                        "document.ingest",
                        "maxAttempts",
                        attempts,
                        "payload",
                        Map.of("documentId", UUID.randomUUID(), "version", 1))))
                .post("/internal/jobs")
                .then()
                .statusCode(202);
        return id;
    }

    private UUID ingest(String text) {
        return ingest(text.getBytes(StandardCharsets.UTF_8), 3);
    }

    private ObjectKey key() {
        return ObjectKey.of("documents", jobs.tenant(), memory.object().toString());
    }

    @Test
    void sendsAllPiecesInBatchesAndTellsEachStage() {
        jobs.await(ingest(LONG), "succeeded");
        assertThat(memory.stages).containsExactly("EXTRACTING", "SPLITTING", "EMBEDDING", "INDEXING", "READY");
        assertThat(memory.batches).hasSizeGreaterThan(2).allSatisfy(batch -> assertThat(batch)
                .hasSizeLessThanOrEqualTo(64));
        var count = memory.ordinals().size();
        assertThat(memory.ordinals())
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
        assertThat(memory.pieces().getFirst())
                .containsEntry("start", 0)
                .containsEntry("page", 0)
                .hasEntrySatisfying("text", text -> assertThat(LONG).startsWith((String) text));
    }

    @Test
    void goesOnBehindWhatAnEarlierAttemptHasStored() {
        memory.stored = 128;
        jobs.await(ingest(LONG), "succeeded");
        assertThat(memory.ordinals().getFirst()).isEqualTo(128);
        assertThat(memory.stages).endsWith("READY");
    }

    @Test
    void stopsWithinABatchWhenNobodyWantsTheDocumentAnyMore() {
        memory.cancelled = true;
        jobs.await(ingest(LONG), "succeeded");
        assertThat(memory.batches).hasSizeLessThanOrEqualTo(2);
        assertThat(memory.stages).doesNotContain("INDEXING", "READY", "FAILED");
    }

    @Test
    void failsForGoodAndSaysWhyWhenAFileCannotBeRead() {
        memory.mediaType = "application/pdf";
        var job = jobs.await(ingest("%PDF-1.7 and nothing that a PDF has"), "dead");
        assertThat(job.getInt("attempt")).isEqualTo(1);
        assertThat(job.getList("errors.code")).containsExactly("broken_file");
        assertThat(memory.stages).containsExactly("EXTRACTING", "FAILED");
        assertThat(memory.reasons).singleElement().asString().contains("damaged");
    }

    @Test
    void sendsABatchAgainThatCameAtABadTime() {
        memory.failures.set(1);
        var job = jobs.await(ingest("Short."), "succeeded");
        assertThat(job.getInt("attempt")).isEqualTo(1);
        assertThat(memory.ordinals()).containsExactly(0);
    }

    @Test
    void saysThatADocumentHasFailedWhenNoAttemptIsLeft() {
        memory.failWith = 500;
        memory.failures.set(Integer.MAX_VALUE);
        jobs.await(ingest("Short.".getBytes(StandardCharsets.UTF_8), 1), "dead");
        assertThat(memory.stages).endsWith("FAILED");
        assertThat(memory.reasons).singleElement().asString().contains("memory-service answered 500");
    }

    @Test
    void makesAThumbnailOfAPicture() throws IOException {
        memory.mediaType = "image/png";
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(2000, 1000, BufferedImage.TYPE_INT_RGB), "png", png);
        jobs.await(ingest(png.toByteArray(), 3), "succeeded");
        assertThat(memory.stages).containsExactly("EXTRACTING", "INDEXING", "READY");
        var thumbnail = ObjectKey.of("documents", jobs.tenant(), memory.object() + ".thumb.png");
        try (var content = objects.open(thumbnail).orElseThrow()) {
            assertThat(ImageIO.read(content).getWidth()).isEqualTo(512);
        }
    }
}
