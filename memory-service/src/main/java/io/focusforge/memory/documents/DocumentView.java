package io.focusforge.memory.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A document in an answer.
 *
 * @param version the one that was uploaded last, to which all but {@code readyVersion} belongs
 * @param readyVersion the one that search finds; absent before the first is ready
 * @param percent of the whole way
 * @param reason why it failed
 * @param stages the states that it went through; in lists left out, as {@code queue}
 * @param queue where it waits, while it does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentView(
        UUID id,
        UUID userId,
        String title,
        String collection,
        boolean shared,
        String key,
        Map<String, Object> metadata,
        UUID sourceId,
        String mediaType,
        long bytes,
        String contentHash,
        int version,
        Integer readyVersion,
        DocumentState state,
        int percent,
        String reason,
        List<StageView> stages,
        Place queue,
        Instant createdAt,
        Instant updatedAt) {
    /** When a state was entered. */
    public record StageView(DocumentState state, Instant at) {}

    /** @param position how many jobs come first */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(int position, Double estimatedWaitSeconds) {}

    static DocumentView brief(Document document) {
        return of(document, null, null);
    }

    /** @param place null when it does not wait, or nobody knows */
    static DocumentView whole(Document document, Place place) {
        var stages = document.ingestion().stages().stream()
                .map(stage -> new StageView(stage.state(), stage.at()))
                .toList();
        return of(document, stages, place);
    }

    private static DocumentView of(Document document, List<StageView> stages, Place place) {
        var label = document.label();
        var file = document.file();
        var ingestion = document.ingestion();
        return new DocumentView(
                document.key().id(),
                document.user(),
                label.title(),
                label.collection(),
                label.shared(),
                label.key(),
                label.metadata(),
                label.source(),
                file.mediaType(),
                file.bytes(),
                file.hash(),
                ingestion.version(),
                ingestion.readyVersion(),
                ingestion.state(),
                ingestion.percent(),
                ingestion.reason(),
                stages,
                place,
                document.createdAt(),
                document.updatedAt());
    }
}
