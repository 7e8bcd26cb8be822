package io.focusforge.common.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "file:///etc/passwd",
                "//example.com/",
                "hooks",
                "http:///nowhere",
                "http://user:password@1.1.1.1/",
                "http://127.0.0.1/",
                "http://127.1/",
                "http://2130706433/",
                "http://localhost:9000/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://169.254.169.254/latest/meta-data/",
                "http://1.1.1.1:70000/"
            })
    void refusesWhatIsNotOnThePublicInternet(String url) {
        assertThat(Destination.resolve(url, Set.of(), InetAddress::getAllByName))
                .isNotInstanceOf(Destination.Allowed.class);
    }

    @Test
    void keepsTheAddressThatWasJudged() throws Exception {
        assertThat(Destination.resolve("https://1.1.1.1/hook", Set.of(), InetAddress::getAllByName))
                .isInstanceOfSatisfying(Destination.Allowed.class, allowed -> assertThat(allowed.address())
                        .isEqualTo(uncheckedAddress("1.1.1.1")));
    }

    @Test
    void allowsAPrivateHostByItsExactNameOnly() {
        assertThat(Destination.resolve("http://LOCALHOST:9/", Set.of("localhost"), InetAddress::getAllByName))
                .isInstanceOf(Destination.Allowed.class);
        assertThat(Destination.resolve("http://127.0.0.1:9/", Set.of("localhost"), InetAddress::getAllByName))
                .isInstanceOf(Destination.Refused.class);
    }

    @Test
    void triesAgainWhenANameHasNoAddress() {
        assertThat(Destination.resolve("http://no-such-host.invalid/", Set.of(), InetAddress::getAllByName))
                .isInstanceOf(Destination.Unknown.class);
    }

    @Test
    void asksForTheAddressesOnce() {
        var answers = new ArrayDeque<>(List.of("1.1.1.1", "127.0.0.1"));
        assertThat(Destination.resolve("http://rebinding.example/", Set.of(), host -> addresses(answers.removeFirst())))
                .isInstanceOfSatisfying(Destination.Allowed.class, allowed -> assertThat(allowed.address())
                        .isEqualTo(uncheckedAddress("1.1.1.1")));
        assertThat(answers).containsExactly("127.0.0.1");
    }

    @Test
    void refusesANameWithOneAddressThatIsNotPublic() {
        assertThat(Destination.resolve(
                        "http://mixed.example/", Set.of(), host -> addresses("1.1.1.1", "169.254.169.254")))
                .isInstanceOf(Destination.Refused.class);
    }

    private static InetAddress[] addresses(String... literals) {
        return Arrays.stream(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private static InetAddress uncheckedAddress(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
