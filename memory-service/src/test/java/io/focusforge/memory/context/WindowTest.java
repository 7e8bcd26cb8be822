package io.focusforge.memory.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.memory.conversations.Summary;
import io.focusforge.memory.messages.Message;
import io.focusforge.memory.messages.Role;
import io.focusforge.memory.messages.ToolCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WindowTest {
    private final List<Message> said = new ArrayList<>();

    @Test
    void hasTheNewestTurnsThatFitWithoutAGap() {
        user(10);
        user(10);
        user(50);
        user(10);
        user(10);
        var context = context(65, null);
        assertThat(numbers(context)).containsExactly(4, 5);
        assertThat(context.tokens()).isEqualTo(20);
        assertThat(context.omitted()).isEqualTo(new Context.Omitted(3, 1, 3, 3));
    }

    @Test
    void leavesNothingOutWhenAllFits() {
        user(10);
        user(10);
        var context = context(20, new Summary("unneeded", 1, 1));
        assertThat(numbers(context)).containsExactly(1, 2);
        assertThat(context.summary()).isNull();
        assertThat(context.omitted()).isEqualTo(new Context.Omitted(0, 0, 0, 0));
    }

    @Test
    void keepsSystemMessagesAndWhatIsPinned() {
        say(Role.SYSTEM, 10, false);
        user(10);
        say(Role.USER, 10, true);
        user(10);
        user(10);
        var context = context(30, null);
        assertThat(numbers(context)).containsExactly(1, 3, 5);
        assertThat(context.omitted()).isEqualTo(new Context.Omitted(2, 2, 4, 2));
    }

    @Test
    void prefersTheNewerOfWhatIsPinned() {
        say(Role.USER, 10, true);
        say(Role.USER, 10, true);
        user(10);
        assertThat(numbers(context(15, null))).containsExactly(2);
    }

    @Test
    void saysThatSystemMessagesDoNotFit() {
        say(Role.SYSTEM, 10, false);
        assertThat(new Window(9).keep(said)).isFalse();
    }

    @Test
    void makesRoomForTheSummaryOfWhatIsLeftOut() {
        for (var i = 0; i < 10; i++) {
            user(10);
        }
        var context = context(50, new Summary("before", 4, 15));
        assertThat(numbers(context)).containsExactly(8, 9, 10);
        assertThat(context.summary().text()).isEqualTo("before");
        assertThat(context.tokens()).isEqualTo(45);
        assertThat(context.omitted()).isEqualTo(new Context.Omitted(7, 1, 7, 3));
    }

    @Test
    void leavesOutASummaryThatCostsHalfOfTheTurns() {
        user(10);
        user(10);
        user(10);
        var context = context(20, new Summary("long", 1, 11));
        assertThat(context.summary()).isNull();
        assertThat(numbers(context)).containsExactly(2, 3);
    }

    @Test
    void neverSplitsACallFromItsAnswer() {
        user(10);
        call(10, "a", "b");
        answer(10, "a");
        answer(10, "b");
        user(10);
        assertThat(numbers(context(30, null))).containsExactly(5);
        assertThat(numbers(context(39, null))).containsExactly(5);
        assertThat(numbers(context(40, null))).containsExactly(2, 3, 4, 5);
    }

    @Test
    void anAnswerBelongsToTheCallBeforeItAlsoWhenIdsComeAgain() {
        call(10, "a");
        answer(10, "a");
        call(10, "a");
        answer(10, "a");
        assertThat(numbers(context(30, null))).containsExactly(3, 4);
    }

    /** A thousand random conversations: what must hold holds in each. */
    @Test
    void holdsItsPromisesWhateverIsSaid() {
        var random = new Random(11);
        for (var round = 0; round < 1000; round++) {
            said.clear();
            var calls = 0;
            for (var i = random.nextInt(40); i > 0; i--) {
                var tokens = 1 + random.nextInt(30);
                switch (random.nextInt(5)) {
                    case 0 -> call(tokens, "c" + calls++);
                    case 1 -> answer(tokens, "c" + random.nextInt(calls + 1));
                    case 2 -> say(Role.USER, tokens, random.nextInt(8) == 0);
                    default -> user(tokens);
                }
            }
            var budget = 1 + random.nextInt(300);
            var summary = said.isEmpty() || random.nextBoolean()
                    ? null
                    : new Summary("s", 1 + random.nextInt(said.size()), 1 + random.nextInt(40));
            check(context(budget, summary), budget);
        }
    }

    private void check(Context context, int budget) {
        var messages = context.messages();
        var summaryTokens = context.summary() == null ? 0 : context.summary().tokens();
        assertThat(context.tokens())
                .isEqualTo(messages.stream().mapToInt(Message::tokens).sum() + summaryTokens)
                .isLessThanOrEqualTo(budget);
        assertThat(context.omitted().count()).isEqualTo(said.size() - messages.size());
        for (var message : messages) {
            if (message.role() == Role.TOOL) {
                assertThat(messages.stream()
                                .filter(earlier -> earlier.seq() < message.seq())
                                .flatMap(earlier -> earlier.toolCalls().stream())
                                .map(ToolCall::id))
                        .contains(message.toolCallId());
            }
        }
    }

    private Context context(int budget, Summary summary) {
        var window = new Window(budget);
        assertThat(window.keep(said.stream().filter(Message::isKept).toList())).isTrue();
        for (var message : said.reversed()) {
            if (!window.test(message)) {
                break;
            }
        }
        return window.context(summary);
    }

    private static List<Integer> numbers(Context context) {
        return context.messages().stream().map(Message::seq).toList();
    }

    private void user(int tokens) {
        say(Role.USER, tokens, false);
    }

    private void say(Role role, int tokens, boolean pinned) {
        add(role, List.of(), null, pinned, tokens);
    }

    private void call(int tokens, String... ids) {
        add(
                Role.ASSISTANT,
                java.util.Arrays.stream(ids)
                        .map(id -> new ToolCall(id, "f", "{}"))
                        .toList(),
                null,
                false,
                tokens);
    }

    private void answer(int tokens, String id) {
        add(Role.TOOL, List.of(), id, false, tokens);
    }

    private void add(Role role, List<ToolCall> calls, String callId, boolean pinned, int tokens) {
        said.add(new Message(
                UUID.randomUUID(),
                said.size() + 1,
                role,
                "text",
                null,
                calls,
                callId,
                null,
                pinned,
                Map.of(),
                tokens,
                Instant.EPOCH));
    }
}
