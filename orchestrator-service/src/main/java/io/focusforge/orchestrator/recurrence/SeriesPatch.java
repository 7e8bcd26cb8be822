package io.focusforge.orchestrator.recurrence;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/**
 * The body of {@code PATCH}: what is null stays. A rule that is changed counts from {@code startsAt}, or from the time of the last task.
 */
record SeriesPatch(
        @Size(min = 1, max = 500) String rule,
        @Size(min = 1, max = 60) String timeZone,
        Instant startsAt,
        Next next,

        @Size(min = 1, max = 500) @Pattern(regexp = PLAIN) String title,

        @Size(max = 20_000) @Pattern(regexp = PLAIN) String description,

        @Size(max = 20) List<@NotBlank @Size(max = 50) @Pattern(regexp = PLAIN) @NotNull String> labels) {
    private static final String PLAIN = "[^\\x00\\x{D800}-\\x{DFFF}]*+";

    SeriesEvent applyTo(Series series) {
        var present = series.template();
        var template = new Series.Template(
                or(title, present.title()),
                or(description, present.description()),
                or(labels, present.labels()).stream().distinct().toList(),
                present.reminders());
        var start = startsAt != null ? startsAt : rule != null || timeZone != null ? series.last() : series.startsAt();
        var draft = SeriesDraft.checked(
                "",
                new SeriesDraft(
                        or(rule, series.rule()),
                        or(timeZone, series.timeZone()),
                        start.truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                        or(next, series.next()),
                        template));
        return new SeriesEvent.Changed(
                draft.rule(), draft.timeZone(), draft.startsAt(), draft.next(), draft.template());
    }

    private static <T> T or(T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
