package io.focusforge.memory.context;

import io.focusforge.memory.conversations.Summary;
import io.focusforge.memory.messages.Message;
import io.focusforge.memory.messages.Role;
import io.focusforge.memory.messages.ToolCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses within a budget of tokens: first the system messages, then the pinned ones, from the newest back, then the newest turns without a
 * gap. Shown one message after the other from the newest back, it says when it has seen enough.
 */
final class Window implements Predicate<Message> {
    private static final int MAX_TURNS = 2000;

    private final int budget;
    private final List<Message> kept = new ArrayList<>();
    private final Set<Integer> keptNumbers = new HashSet<>();
    private final Deque<Message> turns = new ArrayDeque<>();
    private int used;
    private int newest;
    private boolean full;

    Window(int budget) {
        this.budget = budget;
    }

    /**
     * Comes before all else.
     *
     * @param messages system messages and pinned ones, oldest first
     * @return false when not even the system messages fit
     */
    boolean keep(List<Message> messages) {
        messages.stream().filter(message -> message.role() == Role.SYSTEM).forEach(this::keep);
        if (used > budget) {
            return false;
        }
        messages.reversed().stream()
                .filter(message -> message.role() != Role.SYSTEM && used + message.tokens() <= budget)
                .forEach(this::keep);
        return true;
    }

    int used() {
        return used;
    }

    @Override
    public boolean test(Message message) {
        newest = Math.max(newest, message.seq());
        if (keptNumbers.contains(message.seq())) {
            return true;
        }
        full = used + message.tokens() > budget || turns.size() == MAX_TURNS;
        if (!full) {
            turns.addFirst(message);
            used += message.tokens();
        }
        return !full;
    }

    /** @param summary null for none */
    Context context(Summary summary) {
        var fitting = full && summary != null && makeRoom(summary) ? summary : null;
        removeAnswersWithoutCall();
        var messages = new ArrayList<>(kept);
        messages.addAll(turns);
        messages.sort(Comparator.comparingInt(Message::seq));
        return new Context(messages, fitting, omitted(messages, summary), used);
    }

    private void keep(Message message) {
        kept.add(message);
        keptNumbers.add(message.seq());
        used += message.tokens();
    }

    // A summary that would cost half of the turns is not worth it.
    private boolean makeRoom(Summary summary) {
        var turnTokens = turns.stream().mapToInt(Message::tokens).sum();
        if (summary.tokens() > (budget - used + turnTokens) / 2) {
            return false;
        }
        used += summary.tokens();
        while (used > budget) {
            used -= turns.removeFirst().tokens();
        }
        return true;
    }

    // Ids of calls are not unique over a whole conversation: an answer belongs to a call before it.
    private void removeAnswersWithoutCall() {
        var called = new HashSet<String>();
        for (var turn = turns.iterator(); turn.hasNext(); ) {
            var message = turn.next();
            message.toolCalls().stream().map(ToolCall::id).forEach(called::add);
            if (message.role() == Role.TOOL && !called.contains(message.toolCallId())) {
                used -= message.tokens();
                turn.remove();
            }
        }
    }

    private Context.Omitted omitted(List<Message> messages, Summary summary) {
        var count = newest - messages.size();
        if (count == 0) {
            return new Context.Omitted(0, 0, 0, 0);
        }
        var from = 1;
        var to = newest;
        for (var message : messages) {
            from += message.seq() == from ? 1 : 0;
        }
        for (var message : messages.reversed()) {
            to -= message.seq() == to ? 1 : 0;
        }
        var covered = summary == null ? 0 : Math.min(newest, summary.upTo());
        var shown = (int)
                messages.stream().filter(message -> message.seq() > covered).count();
        return new Context.Omitted(count, from, to, newest - covered - shown);
    }
}
