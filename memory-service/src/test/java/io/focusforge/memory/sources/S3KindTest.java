package io.focusforge.memory.sources;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class S3KindTest {
    @Test
    void isRefusedWhereTheOperatorHasNamedNoBucket() {
        var config = new SmallRyeConfigBuilder()
                .withMapping(SourcesConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(SourcesConfig.class);
        var kind = new S3Kind(config, null, null);
        assertThatThrownBy(() -> kind.check(UUID.randomUUID(), new Place.S3("")))
                .isInstanceOfSatisfying(
                        ProblemException.class, problem -> org.assertj.core.api.Assertions.assertThat(problem.code())
                                .isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}
