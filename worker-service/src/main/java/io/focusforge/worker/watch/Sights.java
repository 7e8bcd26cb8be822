package io.focusforge.worker.watch;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.control.JobLookup;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.progress.News;
import io.focusforge.worker.progress.NewsStore;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at many watched jobs at once. */
@ApplicationScoped
class Sights {
    private final JobLookup jobs;
    private final NewsStore news;
    private final TenantDatabase database;
    private final Clock clock;

    Sights(JobLookup jobs, NewsStore news, TenantDatabase database, Clock clock) {
        this.jobs = jobs;
        this.news = news;
        this.database = database;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** @return what there is to tell each; those are left out whose job is gone */
    Map<Watch, List<Story.Told>> look(List<Watch> watches) {
        return database.acrossTenants(connection -> look(connection, watches));
    }

    private Map<Watch, List<Story.Told>> look(SqlConnection connection, List<Watch> watches) {
        var found = jobs(connection, watches);
        var now = clock.instant();
        var said = news.since(connection, watches.stream().map(Watch::known).toList());
        var told = new HashMap<Watch, List<Story.Told>>();
        for (var place = 0; place < watches.size(); place++) {
            var watch = watches.get(place);
            var job = found.get(watch.job());
            if (job != null) {
                told.put(watch, tell(watch, job, said.get(place), now));
            }
        }
        return told;
    }

    private Map<JobKey, Job> jobs(SqlConnection connection, List<Watch> watches) {
        var keys = watches.stream().map(Watch::job).distinct().toList();
        return jobs.summaries(connection, keys).stream().collect(Collectors.toMap(Job::key, Function.identity()));
    }

    private static List<Story.Told> tell(Watch watch, Job job, News news, Instant now) {
        return Story.since(watch.position(), job, news, now);
    }
}
