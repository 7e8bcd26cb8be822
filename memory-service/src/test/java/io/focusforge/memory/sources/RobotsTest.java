package io.focusforge.memory.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RobotsTest {
    @Test
    void theLongestRuleCountsAndOfTwoAsLongTheOneThatAllows() {
        var robots = Robots.parse("""
                User-agent: *
                Disallow: /private
                Allow: /private/open
                Disallow: /same
                Allow: /same
                """);
        assertThat(robots.allows("/public")).isTrue();
        assertThat(robots.allows("/private/x")).isFalse();
        assertThat(robots.allows("/private/open/x")).isTrue();
        assertThat(robots.allows("/same")).isTrue();
    }

    @Test
    void rulesThatNameUsStandInPlaceOfThoseForAll() {
        var robots = Robots.parse("""
                user-agent: *      # everybody
                disallow: /
                User-Agent: Other
                User-Agent: FocusForge
                Disallow: /not-us
                Crawl-delay: 2.5
                """);
        assertThat(robots.allows("/anything")).isTrue();
        assertThat(robots.allows("/not-us")).isFalse();
        assertThat(robots.delay()).contains(Duration.ofMillis(2500));
    }

    @Test
    void understandsStarsAndEnds() {
        var robots = Robots.parse("User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow: /end$\nDisallow:");
        assertThat(robots.allows("/x/file.pdf")).isFalse();
        assertThat(robots.allows("/x/file.pdf?page=1")).isTrue();
        assertThat(robots.allows("/a1b2c3")).isFalse();
        assertThat(robots.allows("/acb")).isTrue();
        assertThat(robots.allows("/end")).isFalse();
        assertThat(robots.allows("/ending")).isTrue();
    }

    @Test
    void withoutAGroupForUsAllIsAllowed() {
        assertThat(Robots.parse("<html>no such page</html>").allows("/x")).isTrue();
        assertThat(Robots.parse("User-agent: other\nDisallow: /").allows("/x")).isTrue();
    }

    @Test
    void aHostileFileCostsNoTime() {
        var robots = Robots.parse("User-agent: *\nDisallow: /" + "*a".repeat(400) + "b$");
        assertThat(robots.allows("/" + "a".repeat(900))).isTrue();
    }
}
