package io.focusforge.worker.inference;

import io.focusforge.worker.inference.InferenceResult.Error;
import io.focusforge.worker.inference.InferenceResult.Item;
import io.focusforge.worker.inference.InferenceResult.Totals;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** How far a job has come in this attempt. Not safe for threads. */
final class Progress {
    private final Batch batch;
    private final Map<Integer, Answer> answers;
    private final Map<Integer, Reply.Refused> refusals = new HashMap<>();
    private final Map<Integer, Reply.Away> away = new HashMap<>();

    /** @param kept what was answered in former attempts */
    Progress(Batch batch, Map<Integer, Answer> kept) {
        this.batch = batch;
        this.answers = new HashMap<>(kept);
    }

    List<Question> open(List<Question> all) {
        return all.stream()
                .filter(question -> !answers.containsKey(question.item()))
                .toList();
    }

    void take(int item, Reply reply) {
        switch (reply) {
            case Reply.Answered answered -> answers.put(item, answered.answer());
            case Reply.Refused refused -> refusals.put(item, refused);
            case Reply.Away gone -> away.put(item, gone);
        }
    }

    int answered() {
        return answers.size();
    }

    /** Every item has an answer, or an error that is for good. */
    boolean isComplete() {
        return answers.size() + refusals.size() == batch.items().size();
    }

    /** Every item was asked, for what it was worth. */
    boolean wasTried() {
        return answers.size() + refusals.size() + away.size() == batch.items().size();
    }

    Optional<Reply.Refused> firstRefusal() {
        return refusals.values().stream().findFirst();
    }

    Optional<Reply.Away> firstAway() {
        return away.values().stream().findFirst();
    }

    /** The longest wait that was asked for. */
    Duration retryAfter() {
        return away.values().stream()
                .map(Reply.Away::retryAfter)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    InferenceResult result() {
        var items =
                IntStream.range(0, batch.items().size()).mapToObj(this::item).toList();
        var tokens = total(answers.values());
        var failed = batch.items().size() - answers.size();
        return new InferenceResult(
                items,
                new Totals(
                        answers.size(),
                        failed,
                        tokens.prompt(),
                        tokens.completion(),
                        tokens.prompt() + tokens.completion(),
                        cost(answers.values())));
    }

    private Item item(int number) {
        var id = batch.items().get(number).id();
        var answer = answers.get(number);
        return answer == null ? new Item(id, "failed", null, error(number)) : new Item(id, "answered", answer, null);
    }

    private Error error(int number) {
        var refused = refusals.get(number);
        return refused == null
                ? new Error(away.get(number).code(), away.get(number).message())
                : new Error(refused.code(), refused.message());
    }

    private static Long cost(Collection<Answer> answers) {
        return answers.stream()
                .map(Answer::costMicros)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    private static Answer.Tokens total(Collection<Answer> answers) {
        return answers.stream().map(Answer::tokens).reduce(Answer.Tokens.NONE, Answer.Tokens::plus);
    }
}
