package io.focusforge.worker.watch;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.sse.Watch;
import io.focusforge.common.sse.Watches;
import io.focusforge.worker.control.JobLookup;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.progress.News;
import io.focusforge.worker.progress.NewsStore;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at many watched jobs at once. */
@ApplicationScoped
class Sights implements Watches.Sight<JobKey, Position> {
    private final JobLookup jobs;
    private final NewsStore news;
    private final TenantDatabase database;
    private final Frames frames;
    private final Clock clock;

    Sights(JobLookup jobs, NewsStore news, TenantDatabase database, Frames frames, Clock clock) {
        this.jobs = jobs;
        this.news = news;
        this.database = database;
        this.frames = frames;
        this.clock = clock;
    }

    @Override
    public Map<Watch<JobKey, Position>, Optional<Watches.News<Position>>> look(List<Watch<JobKey, Position>> watches) {
        return database.acrossTenants(connection -> look(connection, watches));
    }

    private Map<Watch<JobKey, Position>, Optional<Watches.News<Position>>> look(
            SqlConnection connection, List<Watch<JobKey, Position>> watches) {
        var found = jobs(connection, watches);
        var now = clock.instant();
        var said = news.since(connection, watches.stream().map(Sights::known).toList());
        var told = new HashMap<Watch<JobKey, Position>, Optional<Watches.News<Position>>>();
        for (var place = 0; place < watches.size(); place++) {
            var watch = watches.get(place);
            var job = found.get(watch.what());
            if (job != null) {
                told.put(watch, news(Story.since(watch.position(), job, said.get(place), now)));
            }
        }
        return told;
    }

    private Map<JobKey, Job> jobs(SqlConnection connection, List<Watch<JobKey, Position>> watches) {
        var keys = watches.stream().map(Watch::what).distinct().toList();
        return jobs.summaries(connection, keys).stream().collect(Collectors.toMap(Job::key, Function.identity()));
    }

    private static News.Known known(Watch<JobKey, Position> watch) {
        return new News.Known(
                watch.what(), watch.position().lines(), watch.position().reports());
    }

    private Optional<Watches.News<Position>> news(List<Story.Told> story) {
        if (story.isEmpty()) {
            return Optional.empty();
        }
        var last = story.getLast();
        return Optional.of(new Watches.News<>(frames.of(story), last.after(), last.event() instanceof JobEvent.Ended));
    }
}
