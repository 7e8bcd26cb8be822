package io.focusforge.memory.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Pages and sitemaps that are looked at again and again. */
@QuarkusTest
@OnRealServers
class WebSourceTest {
    private final SourceOwner owner = SourceOwner.fresh();

    @Test
    void fetchesPagesOnlyWhenTheyHaveChanged() throws Exception {
        try (var site = new Site().put("/one.html", "<html>one</html>").put("/two.html", "<html>two</html>")) {
            var source = owner.made("{\"kind\": \"urls\", \"urls\": [\"%s\", \"%s\"]}"
                    .formatted(site.url("/one.html"), site.url("/two.html")));
            owner.assertCounts(owner.run(source), 2, 2, 0, 0, 0);
            assertThat(site.asked()).containsExactly("/robots.txt 404", "/one.html 200", "/two.html 200");

            site.put("/two.html", "<html>two, and more</html>");
            owner.assertCounts(owner.run(source), 2, 0, 1, 1, 0);
            assertThat(site.asked()).containsExactly("/one.html 304", "/two.html 200");

            site.remove("/one.html");
            assertThat(owner.run(source).getInt("lastRun.counts.deleted")).isEqualTo(1);
            assertThat(owner.documents()).containsExactly("two.html");
        }
    }

    @Test
    void followsASitemapAsItsRobotsAllow() throws Exception {
        try (var site = new Site()) {
            site.put("/robots.txt", "User-agent: *\nDisallow: /private")
                    .put("/a.html", "<html>a</html>")
                    .put("/private.html", "<html>p</html>")
                    .put("/sitemap.xml", sitemap(site, "/a.html", "/private.html"));
            var source = owner.made("{\"kind\": \"sitemap\", \"url\": \"%s\"}".formatted(site.url("/sitemap.xml")));
            var view = owner.run(source);
            assertThat(view.getString("failures[0].error")).contains("robots.txt");
            assertThat(owner.documents()).containsExactly("a.html");
            assertThat(site.asked()).doesNotContain("/private.html 200");

            owner.run(source);
            assertThat(site.asked()).containsExactly("/sitemap.xml 200");

            site.put("/b.html", "<html>b</html>").put("/sitemap.xml", sitemap(site, "/b.html"));
            assertThat(owner.run(source).getInt("lastRun.counts.deleted")).isEqualTo(1);
            assertThat(owner.documents()).containsExactly("b.html");

            site.put("/sitemap.xml", "broken");
            assertThat(owner.run(source).getString("lastRun.error")).isEqualTo("is no sitemap");
            assertThat(owner.documents()).containsExactly("b.html");
        }
    }

    @Test
    void doesNotCallPrivateAddresses() {
        var source =
                owner.made("{\"kind\": \"urls\", \"urls\": [\"http://127.0.0.1:1/x\", \"http://169.254.169.254/y\"]}");
        var view = owner.run(source);
        assertThat(view.getInt("lastRun.counts.failed")).isEqualTo(2);
        assertThat(view.getList("failures.error", String.class)).allMatch(error -> error.contains("private"));
    }

    private static String sitemap(Site site, String... paths) {
        var entries = new StringBuilder();
        for (var path : paths) {
            entries.append("<url><loc>%s</loc><lastmod>2026-01-01</lastmod></url>".formatted(site.url(path)));
        }
        return "<urlset>" + entries + "</urlset>";
    }
}
