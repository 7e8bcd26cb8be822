package io.focusforge.memory.sources;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.focusforge.memory.memories.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Where documents are. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Place.Directory.class, name = "directory"),
    @JsonSubTypes.Type(value = Place.S3.class, name = "s3"),
    @JsonSubTypes.Type(value = Place.Urls.class, name = "urls"),
    @JsonSubTypes.Type(value = Place.Sitemap.class, name = "sitemap")
})
public sealed interface Place {
    int LONGEST_URL = 900;

    /** @param path below the tenant's directory; empty for all of it */
    record Directory(
            @NotNull @Size(max = LONGEST_URL) @PlainText String path) implements Place {}

    /** @param prefix below the tenant's; empty for all of it */
    record S3(@NotNull @Size(max = LONGEST_URL) @PlainText String prefix) implements Place {}

    record Urls(@NotNull @Size(min = 1, max = 1000) List<@NotBlank @Size(max = LONGEST_URL) @PlainText String> urls)
            implements Place {
        public Urls {
            urls = urls == null ? null : java.util.Collections.unmodifiableList(urls);
        }
    }

    /** @param url of a sitemap, or of an index of sitemaps (sitemaps.org) */
    record Sitemap(
            @NotBlank @Size(max = LONGEST_URL) @PlainText String url) implements Place {}
}
