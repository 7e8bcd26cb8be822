package io.focusforge.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvisioningTest {
    @Test
    void quotesWhatItPutsIntoSql() {
        assertThat(Provisioning.bind(
                        "CREATE ROLE :\"owner\" PASSWORD :'word';", Map.of("owner", "a\"b", "word", "it's")))
                .isEqualTo("CREATE ROLE \"a\"\"b\" PASSWORD 'it''s';");
    }
}
