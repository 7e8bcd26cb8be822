package io.focusforge.memory.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitemapReaderTest {
    @TempDir
    Path directory;

    @Test
    void readsPagesWithTheirDates() throws Exception {
        var sitemap = SitemapReader.read(file("""
                <?xml version="1.0"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
                  <url><loc> http://a/1 </loc><lastmod>2026-01-01</lastmod><image:image><image:loc>http://a/i.png</image:loc></image:image></url>
                  <url><loc>http://a/2?x=1&amp;y=2</loc></url>
                </urlset>"""), 10);
        assertThat(sitemap.isIndex()).isFalse();
        assertThat(sitemap.entries())
                .containsExactly(
                        new Listing.Entry("http://a/1", "2026-01-01"), new Listing.Entry("http://a/2?x=1&y=2", null));
    }

    @Test
    void readsAnIndexThatIsCompressed() throws Exception {
        var file = Files.createTempFile(directory, "sitemap", ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("<sitemapindex><sitemap><loc>http://a/s.xml</loc></sitemap></sitemapindex>"
                    .getBytes(StandardCharsets.UTF_8));
        }
        var sitemap = SitemapReader.read(file, 10);
        assertThat(sitemap.isIndex()).isTrue();
        assertThat(sitemap.entries()).extracting(Listing.Entry::name).containsExactly("http://a/s.xml");
    }

    @Test
    void refusesWhatIsNoXmlAndWhatUnpacksToTooMuch() throws Exception {
        assertThatThrownBy(() -> SitemapReader.read(file("no sitemap"), 10)).isInstanceOf(IOException.class);
        var bomb = Files.createTempFile(directory, "bomb", ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write("<urlset>".getBytes(StandardCharsets.UTF_8));
            var blank = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (var i = 0; i < 60; i++) {
                out.write(blank);
            }
        }
        assertThatThrownBy(() -> SitemapReader.read(bomb, 10)).isInstanceOf(IOException.class);
    }

    @Test
    void opensNoFileThatADocumentNames() throws Exception {
        var secret = Files.writeString(directory.resolve("secret"), "secret");
        var evil = "<!DOCTYPE u [<!ENTITY s SYSTEM \"%s\">]><urlset><url><loc>http://a/&s;</loc></url></urlset>"
                .formatted(secret.toUri());
        assertThatThrownBy(() -> SitemapReader.read(file(evil), 10)).isInstanceOf(IOException.class);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "sitemap", ".xml"), content);
    }
}
