package io.focusforge.worker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.Terms;
import io.focusforge.worker.progress.LogLine;
import io.focusforge.worker.progress.News;
import io.focusforge.worker.progress.Progress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final News SILENCE = new News(null, 0, List.of(), false);
    private static final JobKey KEY = new JobKey(UUID.randomUUID(), UUID.randomUUID());

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static Job job(JobState state, int attempt, Instant since, JobError... errors) {
        return new Job(
                KEY,
                UUID.randomUUID(),
                "test",
                "default",
                Priority.NORMAL,
                null,
                state,
                since,
                attempt,
                3,
                List.of(errors),
                null,
                null,
                START,
                since,
                Terms.OF_TYPE);
    }

    private static Job queued(int attempt, Instant since) {
        return job(new JobState.Queued(since), attempt, since);
    }

    private static Job running(int attempt, Instant since) {
        return job(new JobState.Running(attempt, 3, since.plusSeconds(20)), attempt, since);
    }

    private static Job succeeded(int attempt, Instant since) {
        return job(new JobState.Succeeded(since), attempt, since);
    }

    private static News news(Progress progress, LogLine... lines) {
        return new News(progress, progress == null ? 0 : 1, List.of(lines), false);
    }

    private static LogLine line(int number, int attempt, int second) {
        return new LogLine(number, at(second), attempt, "line " + number);
    }

    private static List<Story.Told> story(Position from, Job job, News news) {
        return Story.since(from, job, news, at(1000));
    }

    private static List<String> words(List<Story.Told> story) {
        return story.stream()
                .map(told -> switch (told.event()) {
                    case JobEvent.Entered entered ->
                        entered.state() + " " + entered.data().attempt();
                    case JobEvent.Progressed progressed -> progressed.data().percent() + " %";
                    case JobEvent.Logged logged -> logged.data().line();
                    case JobEvent.Ended ended -> "ended " + ended.data().state();
                })
                .toList();
    }

    @Test
    void tellsStatesAsTheyChangeAndNothingTwice() {
        var first = story(Position.START, queued(0, at(0)), SILENCE);
        assertThat(words(first)).containsExactly("queued 0");
        var position = first.getLast().after();
        assertThat(story(position, queued(0, at(0)), SILENCE)).isEmpty();
        assertThat(story(position, job(new JobState.Dispatched(), 0, at(1)), SILENCE))
                .isEmpty();
        assertThat(words(story(position, running(1, at(2)), SILENCE))).containsExactly("running 1");
    }

    @Test
    void tellsOfARunThatNobodySaw() {
        var position = new Position(0, 0, "queued", 0);
        assertThat(words(story(position, succeeded(1, at(2)), SILENCE)))
                .containsExactly("running 1", "succeeded 1", "ended succeeded");
        assertThat(words(story(position, queued(1, at(2)), SILENCE))).containsExactly("running 1", "queued 1");
        assertThat(words(story(position, job(new JobState.Cancelled(at(2)), 0, at(2)), SILENCE)))
                .containsExactly("cancelled 0", "ended cancelled");
    }

    @Test
    void putsWhatWasSaidInItsPlace() {
        var news = news(new Progress(50, null, 2, at(6)), line(1, 1, 2), line(2, 2, 5), line(3, 2, 7));
        assertThat(words(story(Position.START, running(2, at(4)), news)))
                .containsExactly("running 1", "line 1", "running 2", "line 2", "50 %", "line 3");
        assertThat(words(story(Position.START, succeeded(2, at(8)), news)))
                .containsExactly(
                        "running 1",
                        "line 1",
                        "running 2",
                        "line 2",
                        "50 %",
                        "line 3",
                        "succeeded 2",
                        "ended succeeded");
    }

    @Test
    void isNotConfusedByNewsThatAreNewerThanTheState() {
        var told = story(new Position(0, 0, "queued", 0), queued(0, at(0)), news(null, line(1, 1, 2)));
        assertThat(words(told)).containsExactly("running 1", "line 1");
        assertThat(story(told.getLast().after(), running(1, at(1)), SILENCE)).isEmpty();
    }

    @Test
    void goesOnBehindAnyOfItsEvents() {
        var news = news(new Progress(50, null, 2, at(6)), line(1, 1, 2), line(2, 2, 5), line(3, 2, 7));
        var whole = story(Position.START, succeeded(2, at(8)), news);
        for (var seen = 1; seen < whole.size() - 1; seen++) {
            var position = Position.of(whole.get(seen - 1).after().id());
            var left = new News(
                    position.reports() == 0 ? news.progress() : null,
                    1,
                    news.lines().stream()
                            .filter(line -> line.number() > position.lines())
                            .toList(),
                    false);
            assertThat(words(story(position, succeeded(2, at(8)), left)))
                    .isEqualTo(words(whole).subList(seen, whole.size()));
        }
    }

    @Test
    void doesNotEndBeforeAllLinesAreTold() {
        var some = new News(null, 0, List.of(line(1, 1, 2)), true);
        assertThat(words(story(Position.START, succeeded(1, at(8)), some))).containsExactly("running 1", "line 1");
    }

    @Test
    void waitsAMomentForLastWords() {
        var dead = job(new JobState.Dead(at(8)), 1, at(8), new JobError(1, at(8), "timeout", "Too long."));
        var position = new Position(0, 0, "running", 1);
        assertThat(Story.since(position, dead, SILENCE, at(8))).isEmpty();
        assertThat(words(Story.since(position, dead, news(null, line(1, 1, 8)), at(9))))
                .containsExactly("line 1", "dead 1", "ended dead");
    }

    @Test
    void saysWhyAnAttemptFailed() {
        var failed = job(new JobState.Queued(at(9)), 1, at(8), new JobError(1, at(8), "away", "It is away."));
        var told = story(new Position(0, 0, "running", 1), failed, SILENCE);
        assertThat(((JobEvent.Entered) told.getFirst().event()).data().error().code())
                .isEqualTo("away");
    }

    @Test
    void beginsAnewWhenADeadJobIsRetried() {
        var dead = new Position(3, 1, "dead", 3);
        assertThat(words(story(dead, queued(0, at(20)), SILENCE))).containsExactly("queued 0");
        assertThat(words(story(dead, running(1, at(21)), SILENCE))).containsExactly("running 1");
    }
}
