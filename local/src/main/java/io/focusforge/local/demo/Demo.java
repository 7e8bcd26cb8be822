package io.focusforge.local.demo;

import io.focusforge.local.cli.Terminal;
import io.focusforge.local.server.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Creates three tasks and shows what became of each. */
public final class Demo {
    private final Tasks tasks;
    private final TaskCard card;
    private final Terminal terminal;

    private final String hint;

    private Demo(Tasks tasks, Terminal terminal, String hint) {
        this.tasks = tasks;
        this.hint = hint;
        this.card = new TaskCard(terminal, java.time.ZoneId.systemDefault());
        this.terminal = terminal;
    }

    public static Demo of(String url, Path keyFile, Terminal terminal) {
        try {
            return new Demo(
                    new Tasks(new ApiClient(url, Files.readString(keyFile).strip())), terminal, hint(url, keyFile));
        } catch (IOException e) {
            throw new LocalFailure("No API key in %s.".formatted(keyFile), e);
        }
    }

    public void run(List<String> words) {
        var drafts = words.isEmpty() ? TaskDraft.examples(ZonedDateTime.now()) : TaskDraft.from(words);
        var number = 1;
        var ids = new ArrayList<String>();
        for (var draft : drafts) {
            var task = tasks.create(draft);
            ids.add(task.path("id").asText());
            card.show(number++, task, tasks.history(ids.getLast()));
            tasks.awaitRemembered(draft.title());
        }
        terminal.line(terminal.dim("Look again:"));
        terminal.line("  " + hint + ids.getLast());
    }

    private static String hint(String url, Path keyFile) {
        return "curl -H \"Authorization: Bearer $(cat %s)\" %s/api/v1/tasks/".formatted(keyFile, url);
    }
}
