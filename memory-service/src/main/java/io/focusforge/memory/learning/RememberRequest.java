package io.focusforge.memory.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.memories.Label;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.NewMemory;
import io.focusforge.memory.memories.OnDuplicate;
import io.focusforge.memory.memories.PlainText;
import io.focusforge.memory.memories.Scalar;
import io.focusforge.memory.memories.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The request to remember a text or a conversation. The rest of a memory is as {@link NewMemory} has it, for each that is made.
 *
 * @param messages at most 100, of at most 100,000 characters together
 * @param infer whether what is said about the user is taken out of it; as it is otherwise. True for messages when left out
 * @param onDuplicate {@code merge} or {@code keep}; when left out, episodes are kept and the rest is merged
 */
public record RememberRequest(
        @Size(min = 1, max = NewMemory.MAX_TEXT) @PlainText String text,
        MemoryType type,
        @Size(max = 32) Map<@NotBlank @Size(max = 100) @PlainText String, @Scalar Object> metadata,
        @Size(max = 20) List<@NotBlank @Size(max = 64) @PlainText String> tags,
        @DecimalMin("0") @DecimalMax("1") Double importance,
        Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Label String namespace,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Valid Subject subject,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Label String session,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant validFrom,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant validTo,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Size(min = 1, max = 100)
        List<@Valid @NotNull Message> messages,

        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean infer,
        @JsonInclude(JsonInclude.Include.NON_NULL) OnDuplicate onDuplicate) {
    private static final int MAX_TOGETHER = 100_000;
    private static final int MAX_METADATA = 32;

    public RememberRequest {
        metadata = metadata == null ? null : new TreeMap<>(metadata);
        tags = tags == null ? null : new ArrayList<>(tags);
    }

    /** What is said, a text as one message of the user. */
    List<Message> turns() {
        if ((text == null) == (messages == null)) {
            throw ProblemException.invalid("text", "must be given, or messages, and not both");
        }
        if (text != null && text.isBlank()) {
            throw ProblemException.invalid("text", "must not be blank");
        }
        var turns = messages == null ? List.of(new Message(Message.Role.USER, text)) : messages;
        if (turns.stream().mapToInt(turn -> turn.content().length()).sum() > MAX_TOGETHER) {
            throw ProblemException.invalid("messages", "must have at most " + MAX_TOGETHER + " characters together");
        }
        return turns;
    }

    boolean isToBeInferred() {
        return infer == null ? messages != null : infer;
    }

    /** A memory of this text, with whatever else was asked for. */
    NewMemory memory(String what) {
        return new NewMemory(
                what, type, metadata, tags, importance, expiresAt, namespace, subject, session, validFrom, validTo);
    }

    /** The same with more metadata, as far as there is room, of which the caller's own is stronger. */
    NewMemory memory(String what, MemoryType otherType, Double otherImportance, Map<String, Object> more) {
        var all = new TreeMap<String, Object>(metadata == null ? Map.of() : metadata);
        more.entrySet().stream()
                .filter(_ -> all.size() < MAX_METADATA)
                .forEach(entry -> all.putIfAbsent(entry.getKey(), entry.getValue()));
        return new NewMemory(
                what,
                type == null ? otherType : type,
                all,
                tags,
                importance == null ? otherImportance : importance,
                expiresAt,
                namespace,
                subject,
                session,
                validFrom,
                validTo);
    }
}
