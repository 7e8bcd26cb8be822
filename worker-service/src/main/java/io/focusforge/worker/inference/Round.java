package io.focusforge.worker.inference;

import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.worker.handler.JobContext;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * One go at the open questions of a job, some of them at once. Only the calls run beside each other: what comes back is taken by the thread
 * that asked, one after the other. When the model is away for everybody, nothing more is asked.
 */
final class Round {
    private final Model model;
    private final ReplyReader reader;
    private final JobContext context;
    private final int textLimit;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<Question, CompletableFuture<ServiceAnswer>> asked = new HashMap<>();
    private boolean over;

    Round(Model model, ReplyReader reader, JobContext context, int textLimit) {
        this.model = model;
        this.reader = reader;
        this.context = context;
        this.textLimit = textLimit;
    }

    private record Ended(Question question, ServiceAnswer answer, Throwable failure) {}

    /** @param atOnce how many are asked beside each other */
    void run(List<Question> open, int atOnce, BiConsumer<Question, Reply> taker) throws InterruptedException {
        var next = open.iterator();
        try {
            fill(next, atOnce);
            while (!asked.isEmpty()) {
                var one = ended.take();
                asked.remove(one.question());
                take(one, taker);
                fill(next, atOnce);
            }
        } finally {
            asked.values().forEach(call -> call.cancel(true));
        }
    }

    private void fill(Iterator<Question> next, int atOnce) {
        while (!over && asked.size() < atOnce && next.hasNext()) {
            var question = next.next();
            model.ask(context, question).ifPresentOrElse(call -> await(question, call), () -> over = true);
        }
    }

    private void await(Question question, CompletableFuture<ServiceAnswer> call) {
        asked.put(question, call);
        var unused = call.whenComplete((answer, failure) -> ended.add(new Ended(question, answer, failure)));
    }

    private void take(Ended one, BiConsumer<Question, Reply> taker) {
        var reply = one.failure() == null ? reader.read(one.answer(), textLimit) : reader.none(one.failure());
        if (reply instanceof Reply.Away away && away.everywhere()) {
            over = true;
        }
        taker.accept(one.question(), reply);
    }
}
