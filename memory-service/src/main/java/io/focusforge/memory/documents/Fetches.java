package io.focusforge.memory.documents;

import io.focusforge.common.outbound.Download;
import io.focusforge.common.outbound.Downloads;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Gets documents from where their users say they are. */
@ApplicationScoped
class Fetches {
    private final Downloads downloads;
    private final DocumentsConfig config;

    Fetches(Downloads downloads, DocumentsConfig config) {
        this.downloads = downloads;
        this.config = config;
    }

    /** @param file takes the content, or is removed */
    MediaTypes.Name fetch(String url, Path file) throws IOException, InterruptedException {
        var download = new Download(
                url,
                file,
                config.maxSize().asLongValue(),
                config.fetchTimeout(),
                config.allowedPrivateHosts().orElse(Set.of()));
        try {
            return judge(downloads.fetch(download));
        } catch (InterruptedException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private MediaTypes.Name judge(Download.Outcome outcome) {
        return switch (outcome) {
            case Download.Outcome.Fetched(var url, var type, var _, var _) -> new MediaTypes.Name(name(url), type);
            case Download.Outcome.Refused(var reason) -> throw ProblemException.invalid("url", reason);
            case Download.Outcome.Answered(var status) -> throw ProblemException.invalid("url", "answered " + status);
            case Download.Outcome.Failed(var reason) -> throw ProblemException.invalid("url", reason);
            case Download.Outcome.TooLarge() ->
                throw new ProblemException(
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        "What is there is larger than %d bytes."
                                .formatted(config.maxSize().asLongValue()));
        };
    }

    /** The last part of its path, or the host. */
    private static String name(String url) {
        var uri = URI.create(url);
        var path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
        var last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? uri.getHost() : last;
    }
}
